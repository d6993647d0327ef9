// `npm run prove`: what the product says about a cluster, proved on a real control plane. internal/proving-ground does it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { atEnd, execute, main, ROOT, step } from './command.mjs';
import { install } from './install.mjs';

main(async () => {
  await install();
  const turbo = ['run', 'compile', '--filter=@pgplatform/proving-ground', '--output-logs=errors-only'];
  await step('compile', () => execute(join(ROOT, 'node_modules/.bin/turbo'), turbo));
  const { prove } = createRequire(import.meta.url)('../internal/proving-ground');
  return prove(process.argv.slice(2), atEnd);
});
