import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformRelease } from '@pgplatform/core';
import { ETCD, KUBERNETES, OPERATORS } from '../src/part';
import { VERSIONS } from '../src/versions';

const MODULES = join(__dirname, '../modules');

test('the modules ask for the versions of the one table', () => {
  const text = (name: string) => readFileSync(join(MODULES, name, 'go.mod'), 'utf8');
  expect(readdirSync(MODULES).sort()).toEqual([ETCD.name, KUBERNETES.name]);
  expect(text('kubernetes')).toMatch(new RegExp(`k8s\\.io/kubernetes ${VERSIONS.kubernetes}\\b`));
  expect(text('etcd')).toMatch(new RegExp(`go\\.etcd\\.io/etcd/server/v3 ${VERSIONS.etcd}\\b`));
});

test('every operator of a platform release is proved', () => {
  const proved = OPERATORS.map(({ version }) => version);
  for (const release of PlatformRelease.all()) {
    expect(proved).toContain(`v${release.operatorVersion}`);
  }
});
