import type { ModelEnvironment, ModelSecret } from '@pgplatform/core';
import { healingText, type MetadataRefresh, metadataRefresh } from '@pgplatform/sealed-secrets';
import { writeAtomically } from './atomic-files';
import type { CommandResult } from './command-context';
import { tableText } from './problem-text';
import type { Repository } from './repository';

type Options = {
  /** Only this secret. @default - all */
  readonly only?: ModelSecret;
  /** The text of a file that what was done is told from. @default - as it is now */
  readonly baseOf?: (file: string) => string | undefined;
};

/** Brings the metadata of sealed files up to date, without any value. Files that are right, or not there, are left alone. */
export function refreshSealedFiles(
  repository: Repository,
  environments: readonly ModelEnvironment[],
  { only, baseOf }: Options = {},
): MetadataRefresh[] {
  return environments
    .flatMap(({ secrets }) => secrets)
    .filter((secret) => secret.source === 'sealed' && (only === undefined || secret === only))
    .flatMap((secret) => {
      const before = repository.read(secret.file);
      const refresh = before === undefined ? undefined : metadataRefresh(secret, before, baseOf?.(secret.file));
      if (refresh?.content !== undefined && refresh.content !== before) {
        writeAtomically([{ file: repository.path(secret.file), content: refresh.content, before }]);
      }
      return refresh ?? [];
    });
}

/** `pgplatform seal --refresh-metadata`. */
export function refreshMetadataOf(
  repository: Repository,
  environments: readonly ModelEnvironment[],
  only?: ModelSecret,
): CommandResult {
  const files = refreshSealedFiles(repository, environments, { only }).map(({ file, reason, heal }) => ({
    file,
    state: reason === undefined ? 'refreshed' : 'failed',
    reason,
    heal,
  }));
  const isFailed = files.some(({ state }) => state === 'failed');
  const rows = files.map(({ file, state, reason }) => [file, reason ? `${state}: ${reason}` : state]);
  return {
    exitCode: isFailed ? 1 : 0,
    text:
      files.length === 0
        ? 'Every sealed file has the declared labels and annotations; nothing to do.'
        : [tableText(['FILE', 'STATE'], rows), ...healingText(files.flatMap(({ heal }) => heal ?? []))].join('\n\n'),
    json: { ok: !isFailed, files },
  };
}
