// What we seal kubeseal opens, and the other way round.
import { join } from 'node:path';
import { execute, ROOT } from '../command.mjs';

export function kubesealChecks(kubeseal) {
  const title = 'kubeseal and pgplatform seal open what the other sealed';
  if (!kubeseal) {
    return [{ title, skip: 'kubeseal is missing' }];
  }
  return [{ title, run: () => openEachOther(kubeseal) }];
}

async function openEachOther(kubeseal) {
  const script = join(ROOT, 'packages/cli/test/kubeseal.conformance.mjs');
  const said = (await execute(process.execPath, [script], { env: { ...process.env, KUBESEAL: kubeseal.file } })).trim();
  return said.split('\n').pop();
}
