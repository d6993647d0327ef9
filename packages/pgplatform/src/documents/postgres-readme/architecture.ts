import type { EnvironmentFacts } from '../environment-facts';
import { type Block, code, enumeration, fence, heading, paragraph, table } from '../markdown';
import type { PlatformFacts } from '../platform-facts';

/** What runs, and how clients reach it. */
export function architecture(platform: PlatformFacts): Block[] {
  return [heading(2, 'Architecture'), overview(platform), objects(platform), ...connection(platform)];
}

function overview({ model, release, environments, usesPlugin, backedUp }: PlatformFacts): Block {
  return paragraph(
    `CloudNativePG ${release.operatorVersion} (Deployment ${code(model.operator.deployment)} in ${code(model.operator.namespace)}) runs`,
    `one PostgreSQL cluster per environment: ${enumeration(environments.map(({ namespace, clusterName }) => code(`${namespace}/${clusterName}`)))}.`,
    'It needs no quorum store of its own: the state is in Kubernetes objects, so a restart of the operator does not touch a running database.',
    backedUp.length === 0
      ? 'Backups are deferred: nothing is archived.'
      : usesPlugin
        ? 'In every instance a sidecar, `plugin-barman-cloud`, archives WAL and takes base backups to the object store.'
        : 'In every instance the operator’s instance manager archives WAL and takes base backups to the object store, inside the memory limit of PostgreSQL.',
  );
}

const PURPOSE: Record<string, string> = {
  Cluster: 'the database: instances, volumes, parameters, bootstrap',
  ObjectStore: 'where backups go, how long they stay, and the limits of the sidecar',
  ScheduledBackup: 'the base backups, without which archived WAL restores nothing',
  PodMonitor: 'lets Prometheus scrape the instances',
  NetworkPolicy: 'who may reach the instances',
  Database: 'a database of a product',
  DatabaseRole: 'the role of a product',
  ExternalSecret: 'has a Secret made from an external store',
};

function objects({ environments }: PlatformFacts): Block {
  const rows = new Map<string, { kind: string; name: string; namespaces: string[] }>();
  for (const environment of environments) {
    for (const { kind, metadata } of environment.objects) {
      const row = rows.get(`${kind}/${metadata.name}`) ?? { kind, name: metadata.name, namespaces: [] as string[] };
      row.namespaces.push(code(environment.namespace));
      rows.set(`${kind}/${metadata.name}`, row);
    }
  }
  return table(
    ['object', 'in', 'what'],
    [...rows.values()].map(({ kind, name, namespaces }) => [
      `${kind} ${code(name)}`,
      enumeration([...new Set(namespaces)]),
      PURPOSE[kind] ?? 'added in `.projenrc.ts`',
    ]),
  );
}

function connection({ environments }: PlatformFacts): Block[] {
  const single = environments.filter(({ instances }) => instances === 1);
  return [
    heading(3, 'Connecting'),
    paragraph(
      'The operator makes three Services per Cluster. Use the first one for everything that writes; it always leads to the primary.',
      'The owner’s password is in a Secret of the environment’s namespace, with the keys `username` and `password`.',
    ),
    table(
      ['environment', 'read and write', 'standbys only', 'any instance', 'database', 'owner’s Secret'],
      environments.map((environment) => [
        code(environment.name),
        code(`${environment.host}:5432`),
        code(environment.service('ro')),
        code(environment.service('r')),
        code(environment.bootstrap.database),
        code(environment.ownerSecret),
      ]),
    ),
    ...clients(environments),
    paragraph(
      'For a look inside, use the superuser over the local socket. It accepts the operating system user `postgres` only, so `psql -U` with another role fails there;',
      'that role connects over TCP with its password.',
    ),
    fence(
      'sh',
      environments.map((environment) => environment.psql(environment.bootstrap.database)),
    ),
    ...(single.length
      ? [
          paragraph(
            `In ${enumeration(single.map(({ name }) => code(name)))} there is no standby, so ${code(single[0].service('ro'))} leads nowhere.`,
          ),
        ]
      : []),
  ];
}

/** Which namespaces the network policy lets in: those that may reach PostgreSQL and nothing else. */
function clients(environments: EnvironmentFacts[]): Block[] {
  const rules = environments.find(({ networkPolicy }) => networkPolicy)?.networkPolicy.spec.ingress ?? [];
  const labels = rules
    .filter(({ ports }: any) => ports?.length === 1 && ports[0].port === 5432)
    .flatMap(({ from }: any) => from.flatMap((peer: any) => Object.entries(peer.namespaceSelector?.matchLabels ?? {})));
  return labels.length
    ? [
        paragraph(
          `A NetworkPolicy lets clients in from namespaces with ${enumeration(labels.map(([name, value]: string[]) => code(`${name}=${value}`)))} only: label a product’s namespace before it connects.`,
        ),
      ]
    : [];
}
