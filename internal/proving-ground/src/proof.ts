import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from './clock';
import type { Request } from './ground';
import type { SuiteResult } from './report';
import { SUITES } from './suites/suites';

const FILE = 'docs/proof.md';

/** What is not proved: said in the file as plainly as what is. */
const NOT_PROVED = [
  'Nothing runs PostgreSQL: there is no node, so no Pod. What a change does to a running database, upgrades and recovery are not proved.',
  'What Argo CD prunes, keeps and leaves behind when something is removed or renamed.',
  'What an Argo CD newer than this one does otherwise: from 3.3 on it cannot be built from Go modules alone.',
  'That the operator writes the health of a Cluster: the ground writes it where a suite needs it.',
];
const NOT_PROVED_IN_SHORT = ['Operators before the newest: short forms ask that one alone.'];

/** Writes docs/proof.md, where that is asked for; a run of some suites alone proves less than the file says, and leaves it. */
export function writeProof(results: readonly SuiteResult[], request: Request): void {
  if (request.write && SUITES.every(({ name }) => results.some(({ suite }) => suite === name))) {
    writeFileSync(join(request.root, FILE), proofText(results, request, new Date(now()).toISOString().slice(0, 10)));
  }
}

export function proofText(results: readonly SuiteResult[], { seed, short, parts }: Request, day: string): string {
  const standIns = [...new Set(results.flatMap((result) => result.standIns))];
  return `${[
    '# What is proved',
    '',
    `Written by \`npm run prove -- --write${short ? ' --short' : ''}\` on ${day}, seed ${seed}: the ${short ? 'short' : 'long'} form of every suite.`,
    '[CONTRIBUTING.md](../CONTRIBUTING.md) says how to run it.',
    '',
    '| suite | what it proves | facts that held | fell short | minutes |',
    '|---|---|---|---|---|',
    ...results.map(
      ({ suite, held, fellShort, seconds }) =>
        `| ${suite} | ${SUITES.find(({ name }) => name === suite)?.proves} | ${held} | ${fellShort.length} | ${(seconds / 60).toFixed(1)} |`,
    ),
    '',
    ...results.flatMap(({ suite, figures, fellShort }) => [
      `## ${suite}`,
      '',
      ...figures.map((figure) => `- ${figure}`),
      ...fellShort.map((fact) => `- **Fell short**: ${fact}`),
      '',
    ]),
    '## With which versions',
    '',
    '| part | version |',
    '|---|---|',
    ...Object.keys(parts).map((part) => `| ${part.replace(' ', ' | ')} |`),
    '',
    '## What stood in for the real thing',
    '',
    ...(standIns.length ? standIns : ['Nothing.']).map((line) => `- ${line}`),
    '',
    '## What is not proved',
    '',
    ...[...NOT_PROVED, ...(short ? NOT_PROVED_IN_SHORT : [])].map((line) => `- ${line}`),
  ].join('\n')}\n`;
}
