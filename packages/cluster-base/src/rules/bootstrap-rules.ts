import { BackupMethod, type ConfigProblem } from '@pgplatform/core';
import { BuiltinLocale } from '../bootstrap-options';
import type { ResolvedCluster } from '../resolved-cluster';

/** First PostgreSQL major with each builtin locale. Source: https://www.postgresql.org/docs/18/locale.html#LOCALE-PROVIDERS */
const SINCE = { [BuiltinLocale.C]: 17, [BuiltinLocale.C_UTF8]: 17, [BuiltinLocale.PG_UNICODE_FAST]: 18 };

const PLAIN = /^(C|POSIX|C\.utf-?8)$/i;
const UTF8 = /\.utf-?8$/i;

/** The first database has names that PostgreSQL allows, a locale that the image has, and an archive that is not its own. */
export function bootstrapRules(cluster: ResolvedCluster): ConfigProblem[] {
  return [...names(cluster), ...(cluster.bootstrap.recovery ? recovery(cluster) : locales(cluster))];
}

function names({ bootstrap: { database, owner } }: ResolvedCluster): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (['postgres', 'template0', 'template1'].includes(database)) {
    problems.push({
      code: 'DATABASE_RESERVED',
      path: 'bootstrap.database',
      message: 'This database belongs to PostgreSQL.',
      given: database,
      fix: 'Choose another name, for example app.',
    });
  }
  if (/^(postgres|streaming_replica|pg_.*|cnpg_.*)$/.test(owner)) {
    problems.push({
      code: 'OWNER_RESERVED',
      path: 'bootstrap.owner',
      message: 'This role belongs to PostgreSQL or to the operator.',
      given: owner,
      fix: 'Choose another name, for example app.',
    });
  }
  return problems;
}

function locales({ options, bootstrap: { locale, builtinLocale }, image }: ResolvedCluster): ConfigProblem[] {
  if (builtinLocale) {
    const problems: ConfigProblem[] = [];
    if (options.bootstrap?.locale) {
      problems.push({
        code: 'LOCALE_TWICE',
        path: 'bootstrap.locale',
        message: 'builtinLocale already decides the locale.',
        given: locale,
        fix: 'Remove locale or builtinLocale.',
      });
    }
    if (image.major < SINCE[builtinLocale]) {
      problems.push({
        code: 'BUILTIN_LOCALE_VERSION',
        path: 'bootstrap.builtinLocale',
        message: `PostgreSQL ${image.major} does not have it.`,
        given: builtinLocale,
        allowed: `PostgreSQL ${SINCE[builtinLocale]} or later`,
        fix: 'Use a newer major version, or locale.',
      });
    }
    return problems;
  }
  if (!PLAIN.test(locale) && !UTF8.test(locale)) {
    return [
      {
        code: 'LOCALE_ENCODING',
        path: 'bootstrap.locale',
        message: 'In Debian this locale is not UTF-8, and databases are: initdb refuses the pair.',
        given: locale,
        allowed: 'a locale that ends in .utf8, or C',
        fix: `Write ${locale.replace(/[.@].*$/, '')}.utf8.`,
      },
    ];
  }
  // Source: cloudnative-pg/postgres-containers README; before flavours, images had C and en_US alone (its issue 205).
  const flavourless = image.name === 'cloudnative-pg/postgresql' && !/-(minimal|standard|system)/.test(image.tag);
  const missing =
    image.flavour === 'minimal' ? !PLAIN.test(locale) : flavourless && !/^(C|POSIX|C\.utf-?8|en_US\.utf-?8)$/i.test(locale);
  return missing
    ? [
        {
          code: 'LOCALE_NOT_IN_IMAGE',
          path: 'bootstrap.locale',
          message: `The image has no such locale: ${image}.`,
          given: locale,
          allowed: image.flavour === 'minimal' ? 'C, POSIX or C.utf8' : 'C, POSIX, C.utf8 or en_US.utf8',
          fix: 'Use a standard or system image, or builtinLocale.',
        },
      ]
    : [];
}

function recovery({ name, backup, bootstrap, options }: ResolvedCluster): ConfigProblem[] {
  const { serverName, path } = bootstrap.recovery ?? {};
  if (!backup) {
    return [];
  }
  if (backup.method === BackupMethod.IN_TREE && path === undefined && options.backup?.path === undefined) {
    return [
      {
        code: 'RECOVERY_PATH',
        path: 'bootstrap.recovery.path',
        message: 'With in-tree backups the path of the old archive has to be said: overlays do not reach it.',
        fix: 'Set path, for example postgres-prod.',
      },
    ];
  }
  return serverName === name && (path === undefined || path === backup.path)
    ? [
        {
          code: 'RECOVERY_SAME_ARCHIVE',
          path: 'name',
          message:
            'The new Cluster would write into the archive it is made from; nothing is archived ("Expected empty archive"), which only the condition ContinuousArchiving shows: the Cluster says that it is healthy.',
          given: name,
          allowed: `a name other than ${serverName}`,
          fix: `Give the new Cluster a new name, for example ${name}-restored.`,
        },
      ]
    : [];
}
