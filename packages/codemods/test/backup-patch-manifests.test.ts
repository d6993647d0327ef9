import type { PlatformModel } from '@pgplatform/core';
import { TODAY } from '@pgplatform/test-kit';
import { synthesizeRepository } from 'pgplatform';
import { BACKUP_PATCH } from '../src/backup-patch';

const store = { data: { additionalCommandArgs: ['--read-timeout=60'] } };
const options = {
  name: 'payments-db',
  team: 'payments',
  repoUrl: 'https://git.example.com/payments/postgres.git',
  acceptInsecureRelease: true,
  clusterBase: { clusterPatch: { spec: { backup: { barmanObjectStore: store }, enablePDB: true } } },
  environments: [
    {
      name: 'prod',
      cpu: '1',
      memory: '2Gi',
      storage: '10Gi',
      clusterPatch: { spec: { backup: { barmanObjectStore: { tags: { cost: 'prod' } } } } },
    },
  ],
};

const generated = (given: object, previous?: PlatformModel) =>
  synthesizeRepository({ options: given, previous, projenrc: '', today: TODAY });

/** What is applied, without the comments that say which option decided it. */
function manifests(given: object, previous?: PlatformModel): Record<string, string> {
  const { problems, files } = generated(given, previous);
  expect(problems).toEqual([]);
  const applied = files.filter(({ path }) => /^(apps|infrastructure|workloads|rendered)\/.*\.yaml$/.test(path));
  return Object.fromEntries(applied.map(({ path, content }) => [path, content.replace(/^#.*\n/gm, '')]));
}

it.each(['2026.02', '2026.06', '2026.07-plugin'])('on %s both places of the patch give the same manifests', (platformRelease) => {
  const previous = generated({ ...options, platformRelease: '2025.10' }).model;
  const both = [options, BACKUP_PATCH.options(options)];
  const [before, after] = both.map((given) => manifests({ ...given, platformRelease }, previous));
  expect(after).toEqual(before);
  expect(Object.values(after).join('')).toContain('--read-timeout=60');
  expect(Object.values(after).join('')).toContain('cost: prod');
});

it('on 2026.07-backups only the new place is left', () => {
  const previous = generated({ ...options, platformRelease: '2025.10' }).model;
  const problems = (given: object) => generated({ ...given, platformRelease: '2026.07-backups' }, previous).problems;
  expect(problems(options).map(({ code }) => code)).toEqual(['IN_TREE_PATCH', 'IN_TREE_PATCH']);
  expect(problems(BACKUP_PATCH.options(options))).toEqual([]);
});
