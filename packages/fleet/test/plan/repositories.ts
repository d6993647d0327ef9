import { TODAY } from '@pgplatform/test-kit';
import { synthesizeRepository } from 'pgplatform';
import type { FleetConfig } from '../../src/fleet-config';

export const CONFIG: FleetConfig = {
  owner: 'acme',
  api: 'https://github.example.com/api/v3',
  repositories: { name: '*' },
  rings: [
    { name: 'canary', names: ['canary-*'], failureBudget: 0, waitForChecks: true },
    { name: 'calm', upTo: 'reload', failureBudget: 1, waitForChecks: false },
    { name: 'rest', failureBudget: 1, waitForChecks: false },
  ],
  limits: { concurrency: 4, pullRequestsPerHour: 50 },
  reviewers: { users: [], teams: [] },
  labels: ['pgplatform', 'verdict: {verdict}'],
  branch: 'pgplatform/{campaign}',
  title: '{target} for {team} ({verdict})',
};

/** The environments of a repository that its `.projenrc.ts` and its model agree on. */
const ENVIRONMENTS = [
  { name: 'stage', cpu: '1', memory: '1Gi', storage: '10Gi' },
  { name: 'prod', cpu: '2', memory: '2Gi', storage: '50Gi' },
];

/** A `.projenrc.ts` as a person has it. */
export function projenrcOf(release: string, name = 'payments-db'): string {
  return `import { Cpu, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

// Ours: ask the team before you change it.
const project = new PgPlatformProject({
  name: '${name}',
  team: 'payments',
  platformRelease: '${release}',
  acceptInsecureRelease: true,
  environments: [
    { name: 'stage', cpu: Cpu.cores(1), memory: Size.gibibytes(1), storage: Size.gibibytes(10) },
    { name: 'prod', cpu: Cpu.cores(2), memory: Size.gibibytes(2), storage: Size.gibibytes(50) },
  ],
});

project.synth();
`;
}

/** The files of a repository on a release, as these packages generate them. */
export function repositoryOn(
  release: string,
  { projenrc = projenrcOf(release), ...options }: { readonly projenrc?: string; readonly [option: string]: any } = {},
): Record<string, string> {
  // Nobody begins on a way point.
  const previous = release.includes('-')
    ? JSON.parse(repositoryOn('2025.10', { projenrc, ...options })['.pgplatform/model.json'])
    : undefined;
  const { problems, files } = synthesizeRepository({
    options: {
      name: 'payments-db',
      team: 'payments',
      platformRelease: release,
      acceptInsecureRelease: true,
      environments: ENVIRONMENTS,
      ...options,
    },
    previous,
    projenrc,
    today: TODAY,
  });
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return { '.projenrc.ts': projenrc, ...Object.fromEntries(files.map(({ path, content }) => [path, content])) };
}

/** The same repository with every declared secret sealed. */
export function sealed(files: Record<string, string>): Record<string, string> {
  const { environments } = JSON.parse(files['.pgplatform/model.json']);
  const secrets = environments.flatMap(({ secrets }: any) => secrets.map(({ file }: any) => [file, '{"kind":"SealedSecret"}\n']));
  return { ...files, ...Object.fromEntries(secrets) };
}

/** The same repository as an older version of the packages left it: its model says so, and package.json asks for it. */
export function madeBy(version: string, files: Record<string, string>): Record<string, string> {
  const model = { ...JSON.parse(files['.pgplatform/model.json']), packageVersion: version };
  const manifest = JSON.parse(files['package.json']);
  const devDependencies = Object.fromEntries(
    Object.entries(manifest.devDependencies).map(([name, range]) => [name, /pgplatform/.test(name) ? version : range]),
  );
  return {
    ...files,
    '.pgplatform/model.json': `${JSON.stringify(model, undefined, 2)}\n`,
    'package.json': `${JSON.stringify({ ...manifest, devDependencies }, undefined, 2)}\n`,
  };
}
