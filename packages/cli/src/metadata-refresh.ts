import { isConfigError, type ModelEnvironment, type ModelSecret } from '@pgplatform/core';
import { refreshMetadata } from '@pgplatform/sealed-secrets';
import { writeAtomically } from './atomic-files';
import type { CommandResult } from './command-context';
import { tableText } from './problem-text';
import type { Repository } from './repository';
import { healingCommand, healingText } from './secret-healing';

/** One sealed file whose metadata was not the declared one. */
export type RefreshedFile = {
  readonly environment: string;
  readonly secret: string;
  readonly file: string;
  readonly state: 'refreshed' | 'failed';
  /** Why it could not be done. */
  readonly reason?: string;
  /**
   * The command that lets the controller update the Secret that is in the cluster.
   * @default - the controller does so without
   */
  readonly heal?: string;
};

/**
 * Brings the metadata of sealed files up to date, without any value. Files that are right, or not there, are left alone.
 *
 * @param baseOf the text of a file that what was done is told from @default - as it is now
 */
export function refreshSealedFiles(
  repository: Repository,
  environments: readonly ModelEnvironment[],
  { only, baseOf }: { only?: ModelSecret; baseOf?: (file: string) => string | undefined } = {},
): RefreshedFile[] {
  return environments.flatMap(({ name: environment, secrets }) =>
    secrets
      .filter((secret) => secret.source === 'sealed' && (only === undefined || secret === only))
      .flatMap((secret): RefreshedFile[] => {
        const file = { environment, secret: secret.name, file: secret.file };
        try {
          return refresh(repository, secret, baseOf).map((done) => ({ ...file, state: 'refreshed', ...done }));
        } catch (error) {
          if (!isConfigError(error)) throw error;
          const [{ message, fix }] = error.problems;
          return [{ ...file, state: 'failed', reason: `${message} ${fix}` }];
        }
      }),
  );
}

/** What was done to one file: nothing, or one thing. */
function refresh(
  repository: Repository,
  secret: ModelSecret,
  baseOf: (file: string) => string | undefined = () => undefined,
): Pick<RefreshedFile, 'heal'>[] {
  const before = repository.read(secret.file);
  if (before === undefined) return [];
  const content = refreshMetadata(before, secret);
  if (content !== before) writeAtomically([{ file: repository.path(secret.file), content, before }]);
  const base = baseOf(secret.file) ?? before;
  if (content === base) return [];
  const heal = healingCommand(base, secret);
  return [heal === undefined ? {} : { heal }];
}

/** `pgplatform seal --refresh-metadata`. */
export function refreshMetadataOf(
  repository: Repository,
  environments: readonly ModelEnvironment[],
  only?: ModelSecret,
): CommandResult {
  const files = refreshSealedFiles(repository, environments, { only });
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
