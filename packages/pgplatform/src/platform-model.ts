import { Model, type ModelEnvironment, type ModelImage, type PlatformModel } from '@pgplatform/core';
import { destinationId, recordedDestinations } from './destinations';
import { PACKAGE_VERSION } from './package-version';
import type { PgPlatformProjectOptions } from './pg-platform-project-options';
import type { BuiltEnvironment, PlatformBuild } from './platform-build';

/**
 * What the repository is, as data.
 *
 * @param options the options, read through PLATFORM_SHAPE
 * @param build the built platform
 * @param previous the model of the last synthesis: lineages go on
 * @param projenrcSha256 SHA-256 of `.projenrc.ts`
 */
export function platformModel(
  options: PgPlatformProjectOptions,
  build: PlatformBuild,
  previous?: PlatformModel,
  projenrcSha256?: string,
): PlatformModel {
  const { release } = build;
  const [operator] = build.operators;
  return {
    modelVersion: Model.VERSION,
    packageVersion: PACKAGE_VERSION,
    team: options.team,
    repoUrl: build.repoUrl,
    targetRevision: options.targetRevision ?? 'main',
    platformRelease: release.id,
    operator: {
      version: release.operatorVersion,
      chart: release.operatorChart,
      pluginChart: release.pluginChart,
      namespace: operator.namespace,
      releaseName: operator.releaseName,
      deployment: operator.deployment,
    },
    backupMethod: release.backupMethod,
    argoNamespace: options.argoCd?.namespace ?? 'argocd',
    argoProject: options.argoCd?.project ?? 'default',
    applicationSet: build.clusters.manifest.metadata.name,
    options: JSON.parse(JSON.stringify(options)),
    environments: build.environments.map((environment) =>
      modelEnvironment(
        environment,
        options,
        previous?.environments.find((old) => old.name === environment.options.name),
      ),
    ),
    databases: build.products.databases,
    destinations: recordedDestinations(build.destinations, previous),
    ignores: options.ignoredRules ?? [],
    acknowledgements: options.acknowledgements ?? [],
    projenrcSha256,
  };
}

function modelEnvironment(
  { options: environment, overlay, secrets }: BuiltEnvironment,
  options: PgPlatformProjectOptions,
  previous?: ModelEnvironment,
): ModelEnvironment {
  const { image } = overlay;
  // Also while backups are deferred: the name says which archive is not to be written again.
  const serverName = environment.serverName ?? overlay.serverName;
  const lineage = previous?.serverNames ?? [];
  return {
    name: environment.name,
    namespace: overlay.namespace,
    cluster: overlay.clusterName,
    destination: destinationId(environment),
    overlay: overlay.folder,
    rendered: options.rendered === false ? undefined : `rendered/${environment.name}.yaml`,
    instances: overlay.instances,
    storage: overlay.storage.toString(),
    walStorage: overlay.walStorage?.toString(),
    image: { reference: image.toString(), major: image.major, debian: image.debian, flavour: image.flavour } satisfies ModelImage,
    destinationPath: overlay.destinationPath,
    serverNames: lineage.at(-1) === serverName ? lineage : [...lineage, serverName],
    certificate: environment.certificate,
    sealedSecrets: {
      name: environment.sealedSecrets?.name ?? 'sealed-secrets-controller',
      namespace: environment.sealedSecrets?.namespace ?? 'kube-system',
    },
    secrets,
  };
}
