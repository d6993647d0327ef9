import { readFileSync } from 'node:fs';
import { BACKUP_PATCH, type ByHand, MIGRATIONS, migrateSource } from '@pgplatform/codemods';
import { configError, Model } from '@pgplatform/core';
import type { Command } from 'commander';
import { writeAtomically } from '../atomic-files';
import type { CommandContext } from '../command-context';
import { Repository } from '../repository';

const FILE = '.projenrc.ts';

type Options = { readonly from?: string; readonly dryRun?: true };

/** `pgplatform migrate`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Makes .projenrc.ts fit for the installed packages: renamed options, and a patch of the object store where both shapes of the backups read it. Everything else in the file stays as it is.',
    )
    .option('--from <VERSION>', 'version of the packages it was written for; the one that generated the repository when left out')
    .option('--dry-run', 'write nothing')
    .option('--json', 'print the result as JSON')
    .action((options: Options) => {
      const report = migrate(options, context.cwd);
      context.finish({ exitCode: report.ok ? 0 : 1, text: text(report, options), json: report });
    })
    .addHelpText(
      'after',
      `
What cannot be changed for certain (an option that comes from another file, a constant that is used elsewhere too) is left
alone and listed with its line and what to write there.

Exit codes: 0 done or nothing to do, 1 something is left for you, 2 usage.

Examples:
  pgplatform migrate --dry-run
  pgplatform migrate && npx projen
  pgplatform migrate --from 0.1.0 --json`,
    );
}

type Report = {
  readonly ok: boolean;
  readonly from: string;
  readonly changed: boolean;
  readonly applied: readonly string[];
  readonly byHand: readonly ByHand[];
};

function migrate({ from: given, dryRun }: Options, cwd: string): Report {
  const repository = Repository.find(cwd);
  const { model } = repository;
  const from = given ?? model.packageVersion;
  requireVersion(from);
  const before = readProjenrc(repository);
  const isFresh = Model.digest(before) === model.projenrcSha256;
  const options = isFresh ? model.options : undefined;
  const migrated = migrateSource(before, from, options);
  const moved = BACKUP_PATCH.source(migrated.text);
  const changed = moved.text !== before;
  if (changed && !dryRun) {
    writeAtomically([{ file: repository.path(FILE), content: moved.text, before }]);
  }
  const applied = [...migrated.applied, ...(moved.changed ? [BACKUP_PATCH.id] : [])];
  const byHand = [...migrateSource(moved.text, from, options).byHand, ...moved.byHand]; // with the lines of the new text
  return { ok: byHand.length === 0, from, changed, applied, byHand };
}

/** Text that is written back as the very bytes that were read. */
function readProjenrc(repository: Repository): string {
  const text = repository.read(FILE);
  if (text === undefined) {
    throw configError([
      { code: 'PROJENRC_MISSING', path: FILE, message: 'The file is not there.', fix: `Restore it: git checkout ${FILE}` },
    ]);
  }
  if (!Buffer.from(text).equals(readFileSync(repository.path(FILE)))) {
    throw configError([
      { code: 'PROJENRC_ENCODING', path: FILE, message: 'The file is not UTF-8.', fix: 'Save it as UTF-8, then run it again.' },
    ]);
  }
  return text;
}

function requireVersion(from: string): void {
  if (!/^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/.test(from)) {
    throw configError([
      {
        code: 'VERSION_INVALID',
        path: '--from',
        message: 'This is no version of the packages.',
        given: from,
        allowed: 'MAJOR.MINOR.PATCH, for example 0.1.0',
        fix: 'Give the version of pgplatform that the file was written for.',
      },
    ]);
  }
}

function text({ from, changed, applied, byHand }: Report, { dryRun }: Options): string {
  const summaries = new Map([...MIGRATIONS, BACKUP_PATCH].map(({ id, summary }) => [id, summary]));
  const verb = dryRun ? 'would change' : 'changed';
  const head = changed ? `${FILE}, written for ${from}: ${verb}` : `${FILE}, written for ${from}: nothing to change`;
  return [
    head,
    ...applied.map((id) => `    ${summaries.get(id)}`),
    ...byHand.map(({ line, reason, paste }) => `by hand  ${FILE}:${line}\n    ${reason}\n    → ${paste}`),
    ...(changed && !dryRun && byHand.length === 0 ? ['Next: npx projen'] : []),
  ].join('\n');
}
