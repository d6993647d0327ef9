import {
  isConfigError,
  type ModelEnvironment,
  type PlatformModel,
  PlatformRelease,
  type PostgresImageOptions,
} from '@pgplatform/core';
import { destinationId } from './destinations';
import type { PgPlatformProjectOptions, PlatformEnvironmentOptions } from './pg-platform-project-options';
import { environmentsOf } from './platform-options';

/**
 * The options, with what follows from the last synthesis where they say nothing: a repository stays on its platform release, every
 * environment keeps its Debian codename (its text indexes are sorted by that glibc) and goes on writing into its archive. A new major
 * version starts a new archive.
 *
 * @param options the options, read through PLATFORM_SHAPE
 * @param previous the model of the last synthesis
 */
export function continued(options: PgPlatformProjectOptions, previous?: PlatformModel): PgPlatformProjectOptions {
  const platformRelease = options.platformRelease ?? previous?.platformRelease ?? PlatformRelease.latest().id;
  const postgres = options.clusterBase?.postgres ?? {};
  const lineages = environmentsOf(options).map((environment) => ({
    environment,
    old: previous?.environments.find(({ name }) => name === environment.name),
  }));
  const codenames = [
    ...lineages.filter(({ environment }) => !environment.image).map(({ old }) => old?.image.debian),
    ...(previous?.environments ?? []).map(({ image }) => image.debian),
  ];
  const debian = postgres.image ? undefined : (postgres.debian ?? codenames.find((codename) => codename !== undefined));
  const wanted: PostgresImageOptions = {
    major: postgres.version === undefined ? (postgres.major ?? options.postgresMajor) : undefined,
    version: postgres.version,
    flavour: postgres.flavour,
    debian,
  };
  return {
    ...options,
    platformRelease,
    clusterBase: { ...options.clusterBase, ...(debian && { postgres: { ...postgres, debian } }) },
    environmentNames: undefined,
    environments: lineages.map(({ environment, old }) => {
      const { postgresVersion, ...rest } = environment;
      const version = postgresVersion ?? wanted.version;
      const isOther = old?.image.debian !== undefined && old.image.debian !== debian;
      // Where the platform release has no such image, the change of the codename is a problem that is told elsewhere.
      const own = isOther && !environment.image && !postgres.image && !postgres.debian;
      const image = own ? imageOf(platformRelease, { ...wanted, version, debian: old.image.debian }) : undefined;
      const major =
        environment.image?.major ??
        (postgresVersion ? Number.parseInt(postgresVersion, 10) : undefined) ??
        postgres.image?.major ??
        imageOf(platformRelease, wanted)?.major;
      const serverName = environment.serverName ?? (old && serverNameOf(old, environment, options.clusterBase?.name, major));
      return { ...(image ? { ...rest, image } : environment), ...(serverName && { serverName }) };
    }),
  };
}

function imageOf(release: string, wanted: PostgresImageOptions) {
  try {
    return PlatformRelease.of(release).image(wanted);
  } catch (error) {
    if (!isConfigError(error)) {
      throw error;
    }
    return undefined;
  }
}

/** Name that the archive goes on under; nothing when it is the Cluster's, and for another Cluster, which starts afresh. */
function serverNameOf(
  old: ModelEnvironment,
  environment: PlatformEnvironmentOptions,
  cluster = 'postgres-shared',
  major = old.image.major,
): string | undefined {
  const isSame =
    old.cluster === cluster &&
    old.namespace === (environment.namespace ?? `postgres-${environment.name}`) &&
    old.destination === destinationId(environment);
  if (!isSame) {
    return undefined;
  }
  const name = major > old.image.major ? `${cluster}-pg${major}` : old.serverNames.at(-1);
  return name === cluster ? undefined : name;
}
