import { RepositoryContext, type RepositoryInput } from '../../../src/repository/repository-input';

/** Repositories that one rule accepts, and repositories that it refuses at a field. */
export interface RuleCase {
  readonly rule: string;
  readonly accepted: readonly RepositoryInput[];
  readonly refused: readonly Refusal[];
}

/** A repository, and where a rule objects to it. */
export interface Refusal {
  readonly input: RepositoryInput;
  readonly path: string;
  /** @default error */
  readonly severity?: string;
}

/** A repository of one build with these objects. */
export function repository(objects: any[], extra: Partial<RepositoryInput> = {}): RepositoryInput {
  return {
    context: RepositoryContext.GENERATED,
    operatorVersion: '1.30.0',
    builds: [{ path: 'overlays/prod', objects: objects.map((object) => ({ object })) }],
    ...extra,
  };
}

export const FOREIGN = { context: RepositoryContext.FOREIGN };
const GUARD = { 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' };

/** A named object in the namespace `db`, guarded. */
export function object(apiVersion: string, kind: string, name: string, fields: object = {}, metadata: object = {}): any {
  return { apiVersion, kind, metadata: { name, namespace: 'db', annotations: GUARD, ...metadata }, ...fields };
}

export const cluster = (spec: object = {}, metadata: object = {}) =>
  object(
    'postgresql.cnpg.io/v1',
    'Cluster',
    'pg',
    {
      spec: {
        instances: 1,
        imageName: 'ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie',
        storage: { size: '1Gi' },
        ...spec,
      },
    },
    metadata,
  );

export const PLUGIN = {
  name: 'barman-cloud.cloudnative-pg.io',
  enabled: true,
  isWALArchiver: true,
  parameters: { barmanObjectName: 'store' },
};

/** A Cluster that archives through the plugin. */
export const archiving = (spec: object = {}, metadata: object = {}) => cluster({ plugins: [PLUGIN], ...spec }, metadata);

export const store = (configuration: object = {}, metadata: object = {}) =>
  object(
    'barmancloud.cnpg.io/v1',
    'ObjectStore',
    'store',
    { spec: { configuration: { destinationPath: 's3://bucket/db', ...configuration } } },
    metadata,
  );

export const schedule = (spec: object = {}) =>
  object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'daily', {
    spec: {
      schedule: '0 0 2 * * *',
      cluster: { name: 'pg' },
      method: 'plugin',
      pluginConfiguration: { name: 'barman-cloud.cloudnative-pg.io' },
      ...spec,
    },
  });

export const database = (spec: object = {}, metadata: object = {}) =>
  object(
    'postgresql.cnpg.io/v1',
    'Database',
    'orders',
    { spec: { cluster: { name: 'pg' }, name: 'orders', owner: 'app', ...spec } },
    metadata,
  );

export const role = (spec: object = {}) =>
  object('postgresql.cnpg.io/v1', 'DatabaseRole', 'orders', { spec: { cluster: { name: 'pg' }, name: 'orders', ...spec } });

/** An Application of the overlay. */
export function application(spec: any = {}, metadata: object = {}): any {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'postgres-prod', namespace: 'argocd', ...metadata },
    spec: {
      project: 'default',
      source: { repoURL: 'https://git.example.com/acme.git', targetRevision: 'main', path: 'overlays/prod' },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'db' },
      syncPolicy: { syncOptions: ['CreateNamespace=true'] },
      ...spec,
    },
  };
}

/** An Application of a chart. */
export const chart = (name: string, spec: any = {}, metadata: object = {}) =>
  application(
    {
      source: {
        repoURL: 'https://cloudnative-pg.github.io/charts',
        chart: name,
        targetRevision: '1.0.0',
        helm: { releaseName: name },
      },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'cnpg-system' },
      syncPolicy: { automated: { prune: false }, syncOptions: ['CreateNamespace=true', 'ServerSideApply=true'] },
      ...spec,
    },
    { name, ...metadata },
  );

/** The ApplicationSet of the overlays. */
export function applicationSet(syncPolicy: object, names: string[] = ['prod'], template: any = {}): any {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'postgres', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      generators: [{ list: { elements: names.map((env) => ({ env })) } }],
      syncPolicy,
      template: {
        metadata: { name: 'postgres-{{ .env }}' },
        spec: {
          project: 'default',
          source: { repoURL: 'https://git.example.com/acme.git', path: 'overlays/{{ .env }}' },
          destination: { server: 'https://kubernetes.default.svc', namespace: 'db' },
          syncPolicy: { syncOptions: ['CreateNamespace=true'] },
          ...template,
        },
      },
    },
  };
}

/** A file with these documents. */
export const file = (path: string, documents: any[], text?: string) => ({ path, documents, ...(text !== undefined && { text }) });
