// One process that generates many repositories, one after the other: node --expose-gc many-repositories.mjs KIND COUNT FILES
// KIND: `pgplatform` (the reference repository) or `projen` (a project with FILES trivial files).
// Prints { files, ms: median of one repository, heap: { COUNT: MB after a garbage collection } }.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

process.env.PROJEN_DISABLE_POST = 'true';
const require = createRequire(import.meta.url);
const [, , kind, count, files] = process.argv;

const makers = {
  pgplatform: () => {
    const { PgPlatformProject } = require('pgplatform');
    return (outdir) => new PgPlatformProject({ name: 'payments-db', team: 'payments', outdir, logging: { level: 0 } });
  },
  projen: () => {
    const { Project, TextFile } = require('projen');
    return (outdir) => {
      const project = new Project({ name: 'payments-db', outdir, logging: { level: 0 } });
      for (let i = 0; i < Number(files); i++) {
        new TextFile(project, `folder-${i % 8}/file-${i}.yaml`, { lines: ['# a trivial file', `number: ${i}`], marker: true });
      }
      return project;
    };
  },
};

const make = makers[kind]();
const root = mkdtempSync(join(tmpdir(), 'pgplatform-bench-'));
const times = [];
const heap = {};
let written = 0;
try {
  for (let i = 1; i <= Number(count); i++) {
    const outdir = join(root, String(i));
    const started = process.hrtime.bigint();
    make(outdir).synth();
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
    written ||= readdirSync(outdir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length;
    rmSync(outdir, { recursive: true });
    if ([10, 100, 1000, 4000].includes(i)) {
      globalThis.gc();
      heap[i] = Math.round(process.memoryUsage().heapUsed / 1e5) / 10;
    }
  }
} finally {
  rmSync(root, { recursive: true, force: true });
}
times.sort((a, b) => a - b);
const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
console.log(JSON.stringify({ files: written, ms: times[times.length >> 1], mean, heap }));
