import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from './clock';
import type { Request } from './ground';
import type { SuiteResult } from './report';
import { SUITES } from './suites/suites';

const FILE = 'docs/proof.md';

/** What is not proved: said in the file as plainly as what is. */
const NOT_PROVED = [
  'Nothing runs PostgreSQL: there is no node, so no Pod. Impact, upgrades of running databases and recovery are not proved here.',
  'The health of a Cluster is written by the ground where a suite needs it; that the operator would write it is not proved.',
];

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
    ...NOT_PROVED.map((line) => `- ${line}`),
  ].join('\n')}\n`;
}
