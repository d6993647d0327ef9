import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, temporaryDirectory, testWhen } from '@pgplatform/test-kit';
import { until } from '../src/clock';
import { confined } from '../src/confinement';

const missing = spawnSync(...confined(['true'])).status === 0 ? undefined : 'this machine lets nobody make namespaces';

testWhen(missing)(
  'what is confined ends with the process that started it, killed in whatever way, with its own children',
  async () => {
    const file = join(temporaryDirectory(), 'beat');
    const beat = `while :; do date +%s%N >'${file}.new'; mv '${file}.new' '${file}'; sleep 0.05; done`;
    const [command, args] = confined(['sh', '-c', `(${beat}) & wait`]);
    const script = `require('node:child_process').spawn(${JSON.stringify(command)}, ${JSON.stringify(args)}); setInterval(() => {}, 1000)`;
    const holder = spawn(process.execPath, ['-e', script]);
    await until('it beats', 60, () => (existsSync(file) ? true : undefined));
    holder.kill('SIGKILL');
    await until('it beats no more', 60, async () => {
      const before = readFileSync(file, 'utf8');
      await run('sleep', ['0.5']);
      return readFileSync(file, 'utf8') === before ? true : undefined;
    });
  },
);
