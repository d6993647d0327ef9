import { defaultImage, inForce } from '@pgplatform/facts';
import { parseBool } from '../go-number';
import { livenessPinger } from '../liveness-pinger';
import { type ArchiveMode, configuredParameters } from '../postgres-parameters';
import { fields, isSet, items, text, texts, withFields } from '../shape';
import { clusterMajor } from './cluster-major';
import { isReplica } from './replica-role';

/** What the mutating webhook does with parameters that belong to the operator. */
export enum FixedParameters {
  /** Keep the author's value, so that validation can refuse it. */
  KEEP = 'keep',
  /** Put the operator's own value; so the old object of an update is prepared. */
  DROP = 'drop',
}

/**
 * A Cluster as the mutating webhook leaves it; the given one stays as it is.
 *
 * cloudnative-pg api/v1/cluster_defaults.go setDefaults.
 */
export function withClusterDefaults(cluster: any, operatorVersion: string, fixed: FixedParameters): any {
  const annotations = texts(fields(cluster.metadata).annotations);
  const spec = withFields(fields(cluster.spec), {});
  const defaulted = { ...cluster, spec };
  if (text(spec.imageName) === '' && !isSet(spec.imageCatalogRef)) spec.imageName = defaultImage(operatorVersion);
  spec.bootstrap = bootstrap(fields(spec.bootstrap));
  spec.affinity = affinity(fields(spec.affinity));
  if (isSet(spec.backup)) spec.backup = { ...fields(spec.backup), target: text(fields(spec.backup).target) || 'prefer-standby' };
  spec.postgresql = postgresql(defaulted, annotations, operatorVersion, fixed);
  spec.logLevel = text(spec.logLevel) || 'info';
  if (fields(spec.monitoring).disableDefaultQueries !== true) spec.monitoring = monitoring(fields(spec.monitoring));
  spec.replicationSlots = replicationSlots(fields(spec.replicationSlots));
  if (items(spec.tablespaces).length > 0) spec.tablespaces = tablespaces(spec.tablespaces, spec.bootstrap);
  spec.probes = probes(fields(spec.probes), annotations);
  return defaulted;
}

function bootstrap(given: any): any {
  if (isSet(given.recovery)) return { ...given, recovery: withOwner(fields(given.recovery), 'app') };
  if (isSet(given.pg_basebackup)) return { ...given, pg_basebackup: withOwner(fields(given.pg_basebackup), 'app') };
  const initdb = fields(given.initdb);
  const monolith = fields(initdb.import).type === 'monolith';
  return {
    ...given,
    initdb: {
      ...withOwner(initdb, monolith ? '' : 'app'),
      encoding: text(initdb.encoding) || 'UTF8',
      localeCollate: text(initdb.localeCollate) || 'C',
      localeCType: text(initdb.localeCType) || 'C',
    },
  };
}

function withOwner(method: any, database: string): any {
  const named = { ...method, database: text(method.database) || database };
  return { ...named, owner: text(method.owner) || named.database };
}

function affinity(given: any): any {
  if (given.enablePodAntiAffinity === false || text(given.podAntiAffinityType) !== '') return given;
  return { ...given, podAntiAffinityType: 'preferred' };
}

function postgresql(
  cluster: any,
  annotations: { readonly [name: string]: string },
  operatorVersion: string,
  fixed: FixedParameters,
): any {
  const given: { [name: string]: any } = { ...fields(cluster.spec.postgresql) };
  if (clusterMajor(cluster.spec) !== undefined) {
    given.parameters = configuredParameters(
      texts(given.parameters),
      archiveMode(cluster, annotations),
      fixed === FixedParameters.KEEP,
    );
  }
  if (isSet(given.synchronous)) {
    const { dataDurability } = fields(given.synchronous);
    given.synchronous = { ...fields(given.synchronous), dataDurability: text(dataDurability) || 'required' };
    const quorum = parseBool(annotations['alpha.cnpg.io/failoverQuorum'] ?? '');
    if (quorum !== undefined && inForce(operatorVersion, { since: ['1.28.0'] })) given.synchronous.failoverQuorum = quorum;
  }
  return given;
}

/** `off` when archiving is switched off by annotation, `always` in a replica cluster, else `on`. */
export function archiveMode(cluster: any, annotations: { readonly [name: string]: string }): ArchiveMode {
  if (annotations['cnpg.io/skipWalArchiving'] === 'enabled') return 'off';
  return isReplica(cluster) ? 'always' : 'on';
}

function monitoring(given: any): any {
  const queries = items(given.customQueriesConfigMap);
  if (queries.some((query) => fields(query).name === 'cnpg-default-monitoring')) return given;
  return { ...given, customQueriesConfigMap: [{ name: 'cnpg-default-monitoring', key: 'queries' }, ...queries] };
}

function replicationSlots(given: any): any {
  return {
    ...given,
    highAvailability: given.highAvailability ?? { enabled: true, slotPrefix: '_cnpg_' },
    synchronizeReplicas: given.synchronizeReplicas ?? { enabled: true },
  };
}

function tablespaces(given: any[], { initdb, recovery, pg_basebackup }: any): any[] {
  const owner =
    [recovery, pg_basebackup, initdb].map((method) => text(fields(method).owner)).find((name) => name !== '') ?? 'postgres';
  return given.map((tablespace) => {
    const { owner: own } = fields(tablespace);
    return { ...fields(tablespace), owner: { ...fields(own), name: text(fields(own).name) || owner } };
  });
}

function probes(given: any, annotations: { readonly [name: string]: string }): any {
  const liveness = fields(given.liveness);
  if (isSet(liveness.isolationCheck)) return given;
  const isolationCheck = livenessPinger(annotations['alpha.cnpg.io/livenessPinger']) ?? {
    enabled: true,
    requestTimeout: 1000,
    connectionTimeout: 1000,
  };
  return { ...given, liveness: { ...liveness, isolationCheck } };
}
