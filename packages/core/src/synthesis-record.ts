import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * Notes that a synthesis on this machine made a model: in the user's own cache folder, where no repository can put anything.
 *
 * A synthesis runs `.projenrc.ts`, so what it made is what the source says, also where only running it tells. The note is an empty
 * file that is called after the model's SHA-256, so it is about this text and no other. When it cannot be written, nothing is noted.
 *
 * @param model the text of the model
 */
export function recordSynthesis(model: string): void {
  try {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    writeFileSync(fileOf(model), '', { mode: 0o600 });
  } catch {
    // A home that cannot be written, as in a container: a synthesis is none the worse.
  }
}

/** Whether a synthesis on this machine made a model, by its text. */
export function isRecordedSynthesis(model: string): boolean {
  return existsSync(fileOf(model));
}

function fileOf(model: string): string {
  return join(folder(), createHash('sha256').update(model).digest('hex'));
}

/** https://specifications.freedesktop.org/basedir-spec/latest/ says that a relative path is none. */
function folder(): string {
  const given = [process.env.XDG_CACHE_HOME, process.env.LOCALAPPDATA].find((one) => one && isAbsolute(one));
  return join(given ?? join(homedir(), '.cache'), 'pgplatform', 'models');
}
