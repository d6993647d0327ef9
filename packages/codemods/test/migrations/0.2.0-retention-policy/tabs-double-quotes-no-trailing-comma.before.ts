import { PgPlatformProject } from "pgplatform"

const project = new PgPlatformProject({
	team: "payments",
	clusterBase: {
		backup: {
			"retention": "30d"
		}
	}
})

project.synth()