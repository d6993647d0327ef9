import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kustomizeBuild } from '@pgplatform/test-kit';
import { readTree, standInSealedFiles, synthesize } from './synthesis';

const PRODUCTS = [{ name: 'ledger', databases: [{ name: 'ledger_db' }] }];
const OPTIONS = { clusterBase: { networkPolicy: {}, monitoring: { podMonitor: true } }, products: PRODUCTS };
const OVERLAY = 'infrastructure/postgres/overlays/prod';
const WORKLOAD = 'workloads/ledger/databases/prod';

const environments = (...names: string[]) => ({ ...OPTIONS, environments: names.map((name) => ({ name })) });
const listed = (outdir: string): string[] => JSON.parse(readFileSync(join(outdir, '.projen/files.json'), 'utf8')).files;

/** Files in the folders of prod. */
function prodFiles(outdir: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(readTree(outdir)).filter(([path]) => path.startsWith(`${OVERLAY}/`) || path.startsWith(`${WORKLOAD}/`)),
  );
}

test('a removed environment with sealed files is left whole, builds what it built, and is nobody’s but its owner’s', () => {
  const both = synthesize(environments('stage', 'prod'));
  standInSealedFiles(both);
  const before = prodFiles(both.outdir);
  const built = [OVERLAY, WORKLOAD].map((folder) => kustomizeBuild(join(both.outdir, folder)));
  expect(built[0].map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['Cluster', 'NetworkPolicy', 'PodMonitor', 'SealedSecret']),
  );

  synthesize(environments('stage'), both.outdir);
  expect(prodFiles(both.outdir)).toEqual(before);
  expect([OVERLAY, WORKLOAD].map((folder) => kustomizeBuild(join(both.outdir, folder)))).toEqual(built);
  expect(listed(both.outdir).filter((path) => path.includes('/prod'))).toEqual([]);

  // It stays so, however often the repository is synthesized, until it is taken away.
  synthesize(environments('stage'), both.outdir);
  expect(prodFiles(both.outdir)).toEqual(before);
  rmSync(join(both.outdir, OVERLAY), { recursive: true });
  synthesize(environments('stage'), both.outdir);
  expect(Object.keys(prodFiles(both.outdir)).filter((path) => path.startsWith(OVERLAY))).toEqual([]);
});

test('a removed environment in which nothing else lies goes whole, in one step', () => {
  const both = synthesize(environments('stage', 'prod'));
  synthesize(environments('stage'), both.outdir);
  expect(Object.keys(readTree(both.outdir)).filter((path) => path.includes('/prod'))).toEqual([]);
});

test('whatever lies in the folder keeps it whole, at any depth', () => {
  const both = synthesize({ ...environments('stage', 'prod'), products: [] });
  writeFileSync(join(both.outdir, OVERLAY, 'notes.txt'), 'mine\n');
  synthesize({ ...environments('stage'), products: [] }, both.outdir);
  expect(Object.keys(prodFiles(both.outdir))).toEqual(
    expect.arrayContaining([`${OVERLAY}/kustomization.yaml`, `${OVERLAY}/object-store-patch.yaml`, `${OVERLAY}/notes.txt`]),
  );
});

test('a removed product keeps its folders whole, and one that comes back is generated again', () => {
  const first = synthesize(environments('prod'));
  standInSealedFiles(first);
  const before = prodFiles(first.outdir);
  synthesize({ ...environments('prod'), products: [] }, first.outdir);
  const { [`${WORKLOAD}/kustomization.yaml`]: kept } = prodFiles(first.outdir);
  expect(kept).toBe(before[`${WORKLOAD}/kustomization.yaml`]);
  synthesize(environments('prod'), first.outdir);
  expect(prodFiles(first.outdir)).toEqual(before);
  expect(listed(first.outdir)).toContain(`${WORKLOAD}/kustomization.yaml`);
});

test('of an environment that stays, what is generated no more goes', () => {
  const first = synthesize({ ...environments('prod'), environments: [{ name: 'prod', baseBackups: ['before-move'] }] });
  standInSealedFiles(first);
  synthesize(environments('prod'), first.outdir);
  expect(Object.keys(prodFiles(first.outdir))).not.toContain(`${OVERLAY}/base-backups.yaml`);
});
