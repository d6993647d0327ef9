import { PgPlatformProject } from "pgplatform"

const project = new PgPlatformProject({
	team: "payments",
	clusterBase: {
		backup: {
			"retentionPolicy": "30d"
		}
	}
})

project.synth()