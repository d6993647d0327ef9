import { isConfigError, type ModelSecret } from '@pgplatform/core';
import { refreshMetadata } from './sealed-secret';
import { healingCommand, healingMarkdown } from './secret-healing';

/** A sealed file whose labels or annotations are not the declared ones. */
export type MetadataRefresh = {
  readonly file: string;
  /** The text with the declared ones. @default - it cannot be brought up to date */
  readonly content?: string;
  /** Why it cannot be brought up to date. */
  readonly reason?: string;
  /** The command that lets the controller update the Secret that is in the cluster. @default - the controller does so without */
  readonly heal?: string;
};

/**
 * What has to be done to a sealed file; nothing when it is right.
 *
 * @param base the text that is told from @default - the text itself
 */
export function metadataRefresh(secret: ModelSecret, text: string, base = text): MetadataRefresh | undefined {
  const { file } = secret;
  try {
    const content = refreshMetadata(text, secret);
    const heal = content === base ? undefined : healingCommand(base, secret);
    return content === base ? undefined : { file, content, ...(heal !== undefined && { heal }) };
  } catch (error) {
    if (!isConfigError(error)) throw error;
    const [{ message, fix }] = error.problems;
    return { file, reason: `${message} ${fix}` };
  }
}

/** What was done to sealed files, a line each. */
export function metadataRefreshLines(files: readonly MetadataRefresh[]): string[] {
  return files.map(({ file, reason }) =>
    reason === undefined
      ? `- ${file}: labels and annotations of the Secret are the declared ones now; no value is changed.`
      : `- ${file}: left as it was. ${reason}`,
  );
}

/** The same for a pull request, with what the Secrets need; nothing when nothing was done. */
export function metadataRefreshMarkdown(files: readonly MetadataRefresh[]): string[] {
  const commands = files.flatMap(({ heal }) => heal ?? []);
  return files.length > 0 ? ['### Sealed files', metadataRefreshLines(files).join('\n'), ...healingMarkdown(commands)] : [];
}
