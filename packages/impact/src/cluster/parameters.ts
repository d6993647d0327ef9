import { plainText } from '@pgplatform/core';
import { knownModules, MANAGED_MODULES, type ParameterFacts, parameterFacts } from '@pgplatform/facts';
import { type ChangeRule, CLUSTER } from '../change-rule';
import type { Side } from '../comparison';
import type { Difference } from '../difference';
import { isRefusedSetting, settingValue } from '../setting-value';

const PATHS = ['spec.postgresql.parameters.*'];
const CONFIGURATION = 'cloudnative-pg docs/src/postgresql_conf.md';
const PROBES = 'cloudnative-pg pkg/management/postgres/probes.go';

/** What standbys must not have less of than their primary. */
const STANDBY_NEEDS = [
  'max_connections',
  'max_prepared_transactions',
  'max_locks_per_transaction',
  'max_wal_senders',
  'max_worker_processes',
];
/** Contexts of modules outside contrib, whatever the parameter: pgaudit.c (superuser) and pg_failover_slots.c (sighup). */
const MODULE_CONTEXTS: { readonly [module: string]: string } = { pgaudit: 'superuser', pg_failover_slots: 'sighup' };

export const PARAMETER_RULES: readonly ChangeRule[] = [
  {
    id: 'parameter-preload',
    kind: CLUSTER,
    paths: PATHS,
    says: 'The first or last parameter of this module changes shared_preload_libraries, which only a restart does, and creates or drops the extension in every database.',
    source: 'cloudnative-pg pkg/postgres/configuration.go ManagedExtensions',
    judge: (difference, comparison) => (togglesModule(difference, comparison) ? 'restart' : undefined),
  },
  {
    id: 'parameter-decrease',
    kind: CLUSTER,
    paths: PATHS,
    says: 'PostgreSQL takes the value at start only, and a standby must not have less than its primary: the operator restarts the primary first, then the replicas.',
    source: `${PROBES} updateResultForDecrease`,
    judge: (difference, comparison) =>
      decreases(difference, comparison.after) ? { effect: 'restart', inPlace: true } : undefined,
  },
  {
    id: 'parameter-restart',
    kind: CLUSTER,
    paths: PATHS,
    says: 'PostgreSQL takes the value at start only: the replicas are recreated, and the primary restarts in its Pod or hands over.',
    source: `${PROBES} PendingRestart; pg_settings.context postmaster`,
    judge: (difference, comparison) =>
      contextOf(difference, comparison.after) === 'postmaster' &&
      !decreases(difference, comparison.after) &&
      !sameSetting(difference, comparison.after) &&
      !togglesModule(difference, comparison)
        ? 'restart'
        : undefined,
  },
  {
    id: 'parameter-same-value',
    kind: CLUSTER,
    paths: PATHS,
    says: 'The value is the one that is in force, written in another way or written out: the configuration file is reloaded and nothing waits for a restart.',
    source: 'https://www.postgresql.org/docs/current/config-setting.html; pg_settings.boot_val',
    judge: (difference, { after }) =>
      contextOf(difference, after) === 'postmaster' && sameSetting(difference, after) ? 'reload' : undefined,
  },
  {
    id: 'parameter-reload',
    kind: CLUSTER,
    paths: PATHS,
    says: 'Every instance takes the value when its configuration is reloaded; running sessions follow.',
    source: `${CONFIGURATION} Changing configuration; pg_settings.context`,
    judge: (difference, comparison) =>
      ['sighup', 'user', 'superuser'].includes(contextOf(difference, comparison.after) ?? '') &&
      !togglesModule(difference, comparison)
        ? 'reload'
        : undefined,
  },
  {
    id: 'parameter-new-sessions',
    kind: CLUSTER,
    paths: PATHS,
    says: 'The configuration is reloaded; sessions that start after it take the value.',
    source: `${CONFIGURATION} Changing configuration; pg_settings.context backend`,
    judge: (difference, { after }) => (contextOf(difference, after)?.endsWith('backend') ? 'reload' : undefined),
  },
  {
    id: 'parameter-placeholder',
    kind: CLUSTER,
    paths: PATHS,
    says: 'No library that is preloaded at start owns the parameter, so it is a setting of sessions: the configuration is reloaded.',
    source: 'https://www.postgresql.org/docs/current/runtime-config-custom.html',
    judge: ({ path }, comparison) =>
      isForeign(path[3]) && !preloadsUnknown(comparison.before) && !preloadsUnknown(comparison.after) ? 'reload' : undefined,
  },
  {
    id: 'parameter-unknown',
    kind: CLUSTER,
    paths: PATHS,
    says: 'This PostgreSQL has no such parameter, or refuses to have it set; a server that finds it in its configuration does not start.',
    source: 'pg_settings of a server of that major',
    judge: (difference, { after }) => {
      const context = contextOf(difference, after);
      const foreign = isForeign(difference.path[3]);
      if (foreign || (context !== undefined && context !== 'internal')) return undefined;
      return difference.to === undefined
        ? { effect: 'reload', why: 'PostgreSQL of this major has no such parameter: the configuration is reloaded without it.' }
        : 'unknown';
    },
  },
  {
    id: 'parameter-refused',
    kind: CLUSTER,
    paths: PATHS,
    says: 'The operator takes this value and PostgreSQL refuses it: a reload leaves the old one in force, and a server that starts with it does not come up.',
    source: 'pg_settings of a server of that major (min_val, max_val, enumvals)',
    judge: (difference, { after }) => (isRefused(difference, after) ? { effect: 'unknown', reversible: true } : undefined),
  },
  {
    id: 'preload-libraries',
    kind: CLUSTER,
    paths: ['spec.postgresql.shared_preload_libraries'],
    says: 'Libraries are preloaded when PostgreSQL starts.',
    source: 'pg_settings.context postmaster',
    judge: (_, { before, after }) =>
      preloaded(before) === preloaded(after)
        ? { effect: 'reload', why: 'The operator preloads the same libraries, in the same order.' }
        : 'restart',
  },
];

function factsOf(name: string, { image, cluster }: Side): ParameterFacts | undefined {
  const major = image?.major ?? cluster.spec.imageCatalogRef?.major;
  return typeof major === 'number' ? parameterFacts(name, major) : undefined;
}

function contextOf({ path: [, , , name] }: Difference, side: Side): string | undefined {
  return factsOf(name, side)?.context ?? (name.includes('.') ? MODULE_CONTEXTS[name.split('.')[0]] : undefined);
}

/** A parameter with a dot that belongs to no module we know. */
function isForeign(name: string): boolean {
  const module = name.split('.')[0];
  return name.includes('.') && !knownModules().has(module) && !Object.hasOwn(MODULE_CONTEXTS, module);
}

function preloadsUnknown({ cluster }: Side): boolean {
  const libraries = cluster.spec.postgresql?.shared_preload_libraries;
  return (
    Array.isArray(libraries) && libraries.some((library) => !knownModules().has(library) && !MANAGED_MODULES.includes(library))
  );
}

function isRefused({ path: [, , , name], to }: Difference, side: Side): boolean {
  const facts = factsOf(name, side);
  return facts !== undefined && facts.context !== 'internal' && to !== undefined && isRefusedSetting(to, facts);
}

function sameSetting({ path: [, , , name], from, to }: Difference, side: Side): boolean {
  const facts = factsOf(name, side);
  if (!facts) return false;
  const [was, is] = [from ?? facts.initial, to ?? facts.initial];
  return was !== undefined && is !== undefined && settingValue(was, facts) === settingValue(is, facts);
}

function decreases({ path: [, , , name], from, to }: Difference, side: Side): boolean {
  const facts = factsOf(name, side);
  if (!STANDBY_NEEDS.includes(name) || facts?.initial === undefined) return false;
  return settingValue(to ?? facts.initial, facts) < settingValue(from ?? facts.initial, facts);
}

/** Whether a managed module has its first parameter after the change, or its last one before it, and nothing else preloads it. */
function togglesModule({ path: [, , , name] }: Difference, { before, after }: { before: Side; after: Side }): boolean {
  const module = MANAGED_MODULES.find((candidate) => name.startsWith(`${candidate}.`));
  return module !== undefined && preloads(module, before) !== preloads(module, after);
}

/** The libraries as the operator lists them: the author's, then those of the modules that have parameters. */
function preloaded({ cluster }: Side): string {
  const { parameters = {}, shared_preload_libraries: libraries } = cluster.spec.postgresql ?? {};
  const modules = MANAGED_MODULES.filter((module) => Object.keys(parameters).some((name) => name.startsWith(`${module}.`)));
  return [...new Set([...(Array.isArray(libraries) ? libraries : []), ...modules].map(plainText))].join();
}

function preloads(module: string, { cluster }: Side): boolean {
  const { parameters = {}, shared_preload_libraries: libraries } = cluster.spec.postgresql ?? {};
  const isListed = Array.isArray(libraries) && libraries.includes(module);
  return isListed || Object.keys(parameters).some((name) => name.startsWith(`${module}.`));
}
