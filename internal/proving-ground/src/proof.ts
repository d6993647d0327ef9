import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { now } from './clock';
import type { Request } from './ground';
import type { SuiteResult } from './report';
import { SUITES } from './suites/suites';
import { VERSIONS } from './versions';

const FILE = 'docs/proof.md';

/** What is not proved: said in the file as plainly as what is. */
const NOT_PROVED = [
  'Nothing runs PostgreSQL: there is no node, so no Pod. Impact, upgrades of running databases and recovery are not proved here.',
  'The health of a Cluster is written by the ground where a suite needs it; that the operator would write it is not proved.',
];

/** Writes docs/proof.md after a long run of every suite; a short run, or one of some suites, proves less than the file says, and leaves it. */
export function writeProof(results: readonly SuiteResult[], { short, root, seed }: Request): void {
  if (!short && SUITES.every(({ name }) => results.some(({ suite }) => suite === name))) {
    writeFileSync(join(root, FILE), proofText(results, seed, new Date(now()).toISOString().slice(0, 10)));
  }
}

export function proofText(results: readonly SuiteResult[], seed: number, day: string): string {
  const standIns = [...new Set(results.flatMap((result) => result.standIns))];
  return `${[
    '# What is proved',
    '',
    `Written by \`npm run prove\` on ${day}, seed ${seed}; CONTRIBUTING.md says how to run it.`,
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
    ...Object.entries(VERSIONS).map(([name, version]) => `| ${name} | ${[version].flat().join(', ')} |`),
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
