import { isUnmanaged, type ModelSecret, manageCommand } from '@pgplatform/core';
import { readSealedFile } from './sealed-secret';

const BEFORE =
  'The controller refuses every update of a Secret that was made without the annotation sealedsecrets.bitnami.com/managed. Once for each of these that is in a cluster, and before the file that has it now is merged:';
const AFTER =
  'When that is merged already, restart the sealed-secrets controller afterwards: an annotation alone does not wake it.';

/** The command that lets the controller update the Secret which a sealed file has made, when that was one it would not update. */
export function healingCommand(before: string, secret: ModelSecret): string | undefined {
  return isUnmanaged(readSealedFile(before, secret.file)) ? manageCommand(secret) : undefined;
}

/** What to do in the clusters with such commands, for a terminal; nothing when there are none. */
export function healingText(commands: readonly string[]): string[] {
  return commands.length > 0 ? [[BEFORE, ...commands.map((command) => `    ${command}`), AFTER].join('\n')] : [];
}

/** The same for a pull request, a block each. */
export function healingMarkdown(commands: readonly string[]): string[] {
  return commands.length > 0 ? [BEFORE, ['```sh', ...commands, '```'].join('\n'), AFTER] : [];
}
