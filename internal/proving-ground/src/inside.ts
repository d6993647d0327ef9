import { rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { Ground, type Request } from './ground';
import { isolate } from './isolation';
import { Report, type SuiteResult } from './report';
import { SUITES } from './suites/suites';

/** Hosts whose names mean this network: those that generated repositories name. */
const HOSTS = ['git.example.com', 'cloudnative-pg.github.io'];

const print = (line: string) => void process.stdout.write(`${line}\n`);

/** The first process of its namespaces: what it starts ends with it. Exit codes: 0 all held, 1 something fell short. */
async function main(request: Request): Promise<number> {
  await isolate(join(request.folder, 'state'), HOSTS);
  const ground = new Ground(request, print);
  const results: SuiteResult[] = [];
  for (const suite of SUITES.filter(({ name }) => request.suites.includes(name))) {
    const report = new Report(suite.name, print);
    try {
      await suite.run(ground, report);
    } catch (error) {
      report.fact('runs to its end', [(error as Error).stack ?? String(error)]);
    }
    results.push(report.result());
    writeFileSync(request.results, JSON.stringify(results));
  }
  if (request.keep) {
    await keep(ground, request);
  }
  return results.every(({ fellShort }) => fellShort.length === 0) ? 0 : 1;
}

/** Leaves what runs until somebody ends it; the outer process has a port for this socket. */
async function keep(ground: Ground, { folder }: Request): Promise<void> {
  const plane = ground.current ?? (await ground.freshControlPlane()).plane;
  const socket = join(folder, 'api-server.sock');
  rmSync(socket, { force: true });
  createServer((outside) => {
    const inside = connect(plane.port, '127.0.0.1');
    outside.on('error', () => inside.destroy()).pipe(inside);
    inside.on('error', () => outside.destroy()).pipe(outside);
  }).listen(socket);
  writeFileSync(join(folder, 'kubeconfig.template'), plane.otherKubeconfig, { mode: 0o600 });
  await new Promise(() => {});
}

main(JSON.parse(process.env.PGPLATFORM_PROVING_GROUND ?? '{}')).then(
  (code) => process.exit(code),
  (error) => {
    print(`FAIL  ${error.stack}`);
    process.exit(1);
  },
);
