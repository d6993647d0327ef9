import type { ModelSecret } from '@pgplatform/core';
import { isUnmanaged, manageCommand, readSealedFile } from '@pgplatform/sealed-secrets';

/** The command that lets the controller update the Secret which a sealed file has made, when that was one it would not update. */
export function healingCommand(before: string, secret: ModelSecret): string | undefined {
  return isUnmanaged(readSealedFile(before, secret.file)) ? manageCommand(secret) : undefined;
}

/** What such commands are for, and when they help. */
export const HEALING_BEFORE =
  'The controller refuses every update of a Secret that was made without the annotation sealedsecrets.bitnami.com/managed. Once for each of these that is in a cluster, and before the file that has it now is merged:';
export const HEALING_AFTER =
  'When that is merged already, restart the sealed-secrets controller afterwards: an annotation alone does not wake it.';

/** What to do in the clusters with such commands; nothing when there are none. */
export function healingText(commands: readonly string[]): string[] {
  return commands.length > 0 ? [[HEALING_BEFORE, ...commands.map((command) => `    ${command}`), HEALING_AFTER].join('\n')] : [];
}
