import type { EnvironmentFacts } from './environment-facts';
import * as kinds from './kinds';
import { type Block, bullets, code, enumeration, fence, heading, link, paragraph, table } from './markdown';
import { baseline } from './performance-baseline';
import { DOCUMENTS, type PlatformFacts } from './platform-facts';
import { backups } from './verification/backups';
import { each } from './verification/each';

/** Health checks that prove that the platform works, and the performance baseline. */
export function verification(platform: PlatformFacts): Block[] {
  return [
    heading(1, 'Verification'),
    paragraph(
      'Run this after the first deployment, after every platform release, and whenever something looks wrong. Each check says what is right.',
    ),
    ...(platform.destinations.length > 1
      ? [
          paragraph(
            `The environments are in ${platform.destinations.length} Kubernetes clusters: choose the kubectl context of the environment first.`,
          ),
        ]
      : []),
    ...argo(platform),
    ...operator(platform),
    ...cluster(platform),
    ...postgres(platform),
    ...secrets(platform),
    ...backups(platform),
    ...databases(platform),
    ...metrics(platform),
    ...guards(platform),
    ...troubleshooting(platform),
    ...baseline(platform),
  ];
}

function argo({ model, applicationNames, example }: PlatformFacts): Block[] {
  return [
    heading(2, 'Argo CD'),
    fence('sh', `kubectl get ${kinds.APPLICATIONS} -n ${model.argoNamespace}`),
    paragraph(
      `Right: ${enumeration(applicationNames.map(code))} are \`Synced\` and \`Healthy\`.`,
      'While a Cluster switches over, restarts or takes a new configuration, Argo CD calls it `Degraded`; no sync fails or waits for that.',
    ),
    paragraph(
      'What somebody added to a live Cluster by hand, in a field that git does not set, stays, and Argo CD calls it `Synced`: only the manager of the field tells. Nor does `Synced` prove that a commit which was refused once has arrived; refresh the Application before you read it.',
    ),
    fence('sh', example.kubectl('get', `${kinds.CLUSTERS} ${example.clusterName} -o yaml --show-managed-fields`)),
    paragraph('Right: every field of `spec` has Argo CD or the operator as its manager.'),
  ];
}

function operator(platform: PlatformFacts): Block[] {
  const { model, release } = platform;
  return [
    heading(2, 'Operator'),
    fence('sh', [
      `kubectl get deployments -n ${model.operator.namespace}`,
      `kubectl get deployment -n ${model.operator.namespace} ${model.operator.deployment} -o jsonpath='{.spec.template.spec.containers[0].image}'`,
      `kubectl get crd ${kinds.CLUSTERS} ${kinds.BACKUPS}${release.hasDatabaseRole ? ` ${kinds.DATABASE_ROLES}` : ''}${platform.hasPlugin ? ` ${kinds.OBJECT_STORES}` : ''}`,
    ]),
    paragraph(
      `Right: ${platform.hasPlugin ? 'the operator and the plugin are' : 'the operator is'} ready, the image ends in ${code(release.operatorVersion)}, every CRD is found.`,
    ),
    ...(platform.hasPlugin
      ? [
          fence('sh', `kubectl get ${kinds.CERTIFICATES} -n ${model.operator.namespace}`),
          paragraph('Right: the certificates between operator and plugin are `True`.'),
        ]
      : []),
  ];
}

function cluster({ environments }: PlatformFacts): Block[] {
  return [
    heading(2, 'Clusters'),
    each(environments, (environment) => environment.kubectl('get', `${kinds.CLUSTERS} ${environment.clusterName}`)),
    table(
      ['environment', 'right'],
      environments.map(({ name, instances }) => [
        code(name),
        `${instances} instance${instances === 1 ? '' : 's'}, ${instances} ready, \`Cluster in healthy state\``,
      ]),
    ),
    each(environments, (environment) =>
      environment.kubectl('get', `pods,pvc -l cnpg.io/cluster=${environment.clusterName} -o wide`),
    ),
    table(
      ['environment', 'volumes', 'storage class'],
      environments.map(({ name, cluster: { spec }, storageClass, instances }) => [
        code(name),
        `${instances} × ${spec.storage.size}${spec.walStorage ? `, and ${instances} × ${spec.walStorage.size} for WAL` : ''}`,
        code(storageClass ?? 'the default class'),
      ]),
    ),
    paragraph('With the kubectl plugin of CloudNativePG the whole status is one command:'),
    each(environments, (environment) => `kubectl cnpg status ${environment.clusterName} -n ${environment.namespace}`),
  ];
}

function postgres({ environments, replicated }: PlatformFacts): Block[] {
  return [
    heading(2, 'PostgreSQL'),
    each(environments, (environment) =>
      environment.psql(environment.bootstrap.database, 'SELECT version(), pg_is_in_recovery()'),
    ),
    table(
      ['environment', 'right'],
      environments.map(({ name, image }) => [code(name), `PostgreSQL ${image.version}, \`f\`: this is the primary`]),
    ),
    each(environments, (environment) =>
      environment.psql('postgres', 'SELECT datname, pg_encoding_to_char(encoding), datcollate, datcollversion FROM pg_database'),
    ),
    paragraph('Parameters, and whether one waits for a restart:'),
    each(environments, (environment) =>
      environment.psql('postgres', 'SELECT name, setting, unit, source FROM pg_settings WHERE pending_restart'),
    ),
    paragraph('Right: no row.'),
    each(environments, (environment) =>
      environment.psql(
        'postgres',
        `SELECT name, current_setting(name) FROM pg_settings WHERE name IN (${SHOWN.filter(
          (name) => name in environment.parameters,
        )
          .map((name) => `'${name}'`)
          .join(', ')})`,
      ),
    ),
    table(
      ['environment', 'right'],
      environments.map(({ name, parameters }) => [
        code(name),
        enumeration(
          SHOWN.filter((parameter) => parameter in parameters).map(
            (parameter) => `${code(parameter)} ${code(parameters[parameter])}`,
          ),
        ),
      ]),
    ),
    ...(replicated.length
      ? [
          heading(3, 'Replication'),
          each(replicated, (environment) =>
            environment.psql('postgres', 'SELECT application_name, state, sync_state, replay_lag FROM pg_stat_replication'),
          ),
          table(
            ['environment', 'right'],
            replicated.map(({ name, instances }) => [code(name), `${instances - 1} standbys, \`streaming\``]),
          ),
        ]
      : []),
  ];
}

/** Parameters that show whether the tuning has reached the server. */
const SHOWN = ['max_connections', 'shared_buffers', 'work_mem', 'wal_level', 'archive_timeout'];

function secrets({ environments }: PlatformFacts): Block[] {
  const sealed = environments.filter(({ sealedSecrets }) => sealedSecrets.length > 0);
  return sealed.length === 0
    ? []
    : [
        heading(2, 'Secrets'),
        each(sealed, (environment) => environment.kubectl('get', kinds.SEALED_SECRETS)),
        table(
          ['environment', 'right: `Synced` is `True` for'],
          sealed.map((environment) => [
            code(environment.name),
            enumeration(environment.sealedSecrets.map(({ name }) => code(name))),
          ]),
        ),
        fence('sh', ['node_modules/.bin/pgplatform seal status', ...sealed.map(({ name }) => `npx pgplatform live ${name}`)]),
      ];
}

function databases({ environments, release, model }: PlatformFacts): Block[] {
  const used = environments.filter((environment) => environment.databases.length > 0);
  return model.databases.length === 0
    ? []
    : [
        heading(2, 'Databases of products'),
        each(used, (environment) =>
          environment.kubectl('get', `${kinds.DATABASES}${release.hasDatabaseRole ? `,${kinds.DATABASE_ROLES}` : ''}`),
        ),
        table(
          ['environment', 'right: `applied` is true for'],
          used.map((environment) => [
            code(environment.name),
            enumeration(environment.databases.map(({ resource }) => code(resource))),
          ]),
        ),
        each(used, (environment) =>
          environment.psql(
            'postgres',
            'SELECT datname, pg_get_userbyid(datdba) AS owner FROM pg_database WHERE NOT datistemplate',
          ),
        ),
        table(
          ['environment', 'database', 'owner'],
          model.databases.map(({ environment, name, owner }) => [code(environment), code(name), code(owner)]),
        ),
      ];
}

function metrics({ environments, isScraped }: PlatformFacts): Block[] {
  return [
    heading(2, 'Metrics'),
    paragraph('Forward the port of the primary, and ask it from another terminal:'),
    each(environments, (environment) => environment.kubectl('port-forward', `"$(${primaryPod(environment)})" 9187:9187`)),
    fence('sh', 'curl -s http://localhost:9187/metrics | grep -E "^cnpg_collector_(up|pg_wal_archive_status)"'),
    paragraph(
      'Right: `cnpg_collector_up` is 1.',
      isScraped
        ? 'In Prometheus the same query has one series per instance.'
        : 'Nothing scrapes the instances in this repository.',
    ),
  ];
}

function primaryPod(environment: EnvironmentFacts): string {
  return environment.kubectl('get', `pods -l cnpg.io/cluster=${environment.clusterName},cnpg.io/instanceRole=primary -o name`);
}

function guards({ environments }: PlatformFacts): Block[] {
  return [
    heading(2, 'Guards'),
    each(environments, (environment) =>
      environment.kubectl(
        'get',
        `${kinds.CLUSTERS} ${environment.clusterName} -o jsonpath='{.metadata.annotations.argocd\\.argoproj\\.io/sync-options}'`,
      ),
    ),
    paragraph('Right: `Prune=false,Delete=false`. Without it a commit could delete a database.'),
  ];
}

function troubleshooting(platform: PlatformFacts): Block[] {
  const section = (title: string, anchor: string) => link(title, `${DOCUMENTS.postgres}#${anchor}`);
  return [
    heading(2, 'When a check fails'),
    bullets([
      `An Application is not \`Synced\`, or its sync does not end: ${section('Argo CD', 'argo-cd')}.`,
      ...(platform.backedUp.length
        ? [
            `\`ContinuousArchiving\` is not \`True\`: ${section('Archiving fails', 'archiving-fails')}. Do this first: it ends in a full volume.`,
            `A backup is \`failed\`: ${section('A base backup fails', 'a-base-backup-fails')}.`,
          ]
        : []),
      `A Pod is \`Pending\` or restarts: ${section('A node or a volume is lost', 'a-node-or-a-volume-is-lost')} and ${section('A volume is full', 'a-volume-is-full')}.`,
      `A parameter waits for a restart: the operator restarts PostgreSQL by itself; ${section('First look', 'first-look')} shows what it waits for.`,
    ]),
  ];
}
