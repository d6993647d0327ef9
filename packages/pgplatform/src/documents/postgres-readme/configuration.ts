import { PostgresParameters } from '@pgplatform/core';
import { MEASURED_INTERRUPTION, MEASURED_ON } from '@pgplatform/facts';
import type { EnvironmentFacts } from '../environment-facts';
import { type Block, bullets, code, enumeration, heading, paragraph, table } from '../markdown';
import { parameterEffect, parameterReason } from '../parameter-reasons';
import type { PlatformFacts } from '../platform-facts';

/** Every value of the Clusters, and why it is what it is. */
export function configuration(platform: PlatformFacts): Block[] {
  return [
    heading(2, 'Configuration'),
    paragraph(
      'Change options in `.projenrc.ts` and run `npx projen`. `clusterBase` is what every environment starts from, `environments` is what one of them changes;',
      'what has no option of its own goes into `clusterPatch`.',
    ),
    cluster(platform),
    heading(3, 'Parameters'),
    parameters(platform),
    ...parameterNotes(),
    ...bootstrapNotes(platform),
  ];
}

function cluster({ environments }: PlatformFacts): Block {
  const row = (what: string, value: (environment: EnvironmentFacts) => unknown, why: string) => [
    what,
    values(environments, value),
    why,
  ];
  const resources = (kind: 'requests' | 'limits', name: string) => (environment: EnvironmentFacts) =>
    environment.cluster.spec.resources?.[kind]?.[name];
  return table(
    ['setting', 'value', 'why'],
    [
      row(
        'image',
        ({ model }) => model.image.reference,
        'A full version, so that the operator never chooses one. The Debian release decides collations: it stays when the version moves.',
      ),
      row('instances', ({ instances }) => instances, '1 has no failover; 3 survive the loss of a node and keep a standby.'),
      row('data volume', ({ cluster: { spec } }) => spec.storage.size, 'Can grow while PostgreSQL runs, can never shrink.'),
      row(
        'WAL volume',
        ({ cluster: { spec } }) => spec.walStorage?.size ?? 'none',
        'Can be added later with a rolling update, can never be removed.',
      ),
      row(
        'storage class',
        (environment) => environment.storageClass ?? 'the default class',
        'Counts for new volumes only: a change does not move existing ones.',
      ),
      row('CPU request', resources('requests', 'cpu'), 'What the scheduler reserves.'),
      row('CPU limit', resources('limits', 'cpu'), 'Parallel query workers follow from it.'),
      row(
        'memory request',
        resources('requests', 'memory'),
        'What the scheduler reserves; the operator refuses `shared_buffers` above it.',
      ),
      row('memory limit', resources('limits', 'memory'), 'What the kernel enforces. Memory parameters are tuned to it.'),
      row(
        'primary update',
        ({ cluster: { spec } }) => `${spec.primaryUpdateStrategy}, ${spec.primaryUpdateMethod}`,
        'What happens to the primary when an image or a parameter needs a restart; standbys come first.',
      ),
      row(
        'superuser access',
        ({ cluster: { spec } }) => (spec.enableSuperuserAccess ? 'on' : 'off'),
        'When off, `postgres` has no password and logs in over the local socket only.',
      ),
      row(
        'PodDisruptionBudget',
        ({ cluster: { spec } }) => (spec.enablePDB === false ? 'off' : 'on'),
        'On with more than one instance; with one it would block every node drain.',
      ),
      row(
        'synchronous replication',
        ({ cluster: { spec } }) => synchronous(spec),
        'A commit that standbys have confirmed survives a failover.',
      ),
    ],
  );
}

function synchronous(spec: any): string {
  const { method, number, dataDurability } = spec.postgresql?.synchronous ?? {};
  return method ? `${method} ${number}, ${dataDurability ?? 'required'}` : 'off';
}

function parameters({ environments, example }: PlatformFacts): Block {
  const names = [...new Set(environments.flatMap((environment) => Object.keys(environment.parameters)))];
  return table(
    ['parameter', 'value', 'why', 'a change needs'],
    names.map((name) => [
      code(name),
      values(environments, (environment) => environment.parameters[name]),
      parameterReason(name),
      parameterEffect(name, example.image.major),
    ]),
  );
}

function parameterNotes(): Block[] {
  return [
    paragraph(
      'Memory, CPU and the WAL volume decide the values that are tuned; `parameters` of `clusterBase` or of an environment override them by name.',
      `A \`reload\` takes effect at once; a \`restart\` restarts PostgreSQL: writes stopped for ${MEASURED_INTERRUPTION.restart} when measured (${MEASURED_ON}).`,
    ),
    paragraph(
      `The operator sets or refuses ${PostgresParameters.fixed().length} parameters, among them \`archive_command\`, \`listen_addresses\`, \`logging_collector\` and \`shared_preload_libraries\`;`,
      'an option that names one is refused with the reason.',
    ),
  ];
}

function bootstrapNotes({ environments }: PlatformFacts): Block[] {
  return [
    heading(3, 'Bootstrap'),
    bullets(
      environments.map((environment) => {
        const { initdb, recovery } = environment.cluster.spec.bootstrap ?? {};
        const { database, owner } = environment.bootstrap;
        const start = `${code(environment.name)}: database ${code(database)}, owner ${code(owner)}`;
        if (recovery) {
          return `${start}, recovered from an archive. It counts when the Cluster is created and never again: should the Cluster be recreated, it would silently go back to that archive.`;
        }
        const locale = initdb?.builtinLocale
          ? `built-in locale ${code(initdb.builtinLocale)}`
          : `locale ${code(initdb?.localeCollate ?? 'C')}`;
        return `${start}, encoding ${code(initdb?.encoding ?? 'UTF8')}, ${locale}${initdb?.dataChecksums ? ', page checksums' : ''}.`;
      }),
    ),
    paragraph('A change of these options does nothing to a Cluster that exists.'),
  ];
}

/** One value when all environments agree, else each with its environment. */
function values(environments: EnvironmentFacts[], value: (environment: EnvironmentFacts) => unknown): string {
  const all = environments.map((environment) => [environment.name, value(environment)] as const);
  const show = (text: unknown) => (text === undefined || text === '' ? 'not set' : code(String(text)));
  return new Set(all.map(([, text]) => text)).size === 1
    ? show(all[0][1])
    : enumeration(all.map(([name, text]) => `${name} ${show(text)}`));
}
