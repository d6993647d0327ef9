import { createHash } from 'node:crypto';
import type { PlatformModel } from '@pgplatform/core';
import { differing } from './changes';
import type { RemoteFiles } from './remote-files';
import type { Generated } from './target';

/**
 * Managed files that somebody edited or removed by hand; generating overwrites them.
 *
 * @param now what these packages generate, when they are the packages that generated the repository
 */
export async function driftOf(remote: RemoteFiles, model: PlatformModel, now: Generated): Promise<string[]> {
  if (now.model.packageVersion === model.packageVersion && now.model.platformRelease === model.platformRelease) {
    return differing(remote, now.files).map(({ path }) => path);
  }
  const stale = await Promise.all(model.environments.map(({ rendered }) => staleInputs(remote, rendered)));
  return [...new Set(stale.flat())].sort();
}

/** Files that are not what a rendered file was made from; itself, when it is not what was written. Its head says of what it was made. */
async function staleInputs(remote: RemoteFiles, rendered: string | undefined): Promise<string[]> {
  if (rendered === undefined) return [];
  const inputs = [...((await remote.text(rendered)) ?? '').matchAll(/^# input: (.+) sha256:([0-9a-f]{64})$/gm)];
  const changed = await Promise.all(
    inputs.map(async ([, path, digest]) => {
      const input = await remote.text(path);
      return input === undefined || createHash('sha256').update(input).digest('hex') !== digest ? [path] : [];
    }),
  );
  return inputs.length === 0 ? [rendered] : changed.flat();
}
