import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ground, type Request } from './ground';
import { isolate } from './isolation';
import { openControlPlane } from './kept-control-plane';
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
    openControlPlane(ground.current ?? (await ground.freshControlPlane()).plane, request.folder);
    await new Promise(() => {}); // until somebody ends it
  }
  return results.every(({ fellShort }) => fellShort.length === 0) ? 0 : 1;
}

main(JSON.parse(process.env.PGPLATFORM_PROVING_GROUND ?? '{}')).then(
  (code) => process.exit(code),
  (error) => {
    print(`FAIL  ${error.stack}`);
    process.exit(1);
  },
);
