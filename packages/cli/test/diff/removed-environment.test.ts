import { applicationSet, commit, differed, folderWith, kustomized, removeFolders, write } from './differed';

afterEach(removeFolders);

const KEEPS = 'spec:\n  syncPolicy: { applicationsSync: create-update, preserveResourcesOnDeletion: true }';
const setOf = (...environments: string[]) => ({
  'apps/postgres.yaml': applicationSet(
    `- list: { elements: [${environments.map((name) => `{ env: ${name} }`).join(', ')}] }`,
  ).replace('spec:', KEEPS),
});
const KUSTOMIZATION = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const OVERLAY = 'overlays/stage/kustomization.yaml';
const SEALED = 'overlays/stage/backup-sealed.yaml';

/** Two environments with what nothing guards, and a sealed file that is the user's in one of them. */
function committed(): string {
  const root = folderWith({
    ...kustomized('stage', 'prod'),
    ...setOf('stage', 'prod'),
    'base/kustomization.yaml': `${KUSTOMIZATION}resources: [cluster.yaml, network-policy.yaml]\n`,
    'base/network-policy.yaml':
      'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: pg }\nspec: { podSelector: {} }\n',
    [OVERLAY]: `${KUSTOMIZATION}namespace: db-stage\nresources: [../../base, backup-sealed.yaml]\n`,
    [SEALED]:
      'apiVersion: bitnami.com/v1alpha1\nkind: SealedSecret\nmetadata: { name: backup, namespace: db-stage }\nspec: { encryptedData: {} }\n',
  });
  commit(root);
  write(root, setOf('prod'));
  return root;
}

describe('an environment that is taken out, and whose Application its ApplicationSet keeps,', () => {
  const fate = async (root: string) => {
    const { report } = await differed(root, ['HEAD']);
    const [{ name, deletes, changes }] = report.applications;
    return { name, deletes, why: changes[0].why, database: report.databases.find((one: any) => one.namespace === 'db-stage') };
  };

  it('goes on being applied while its folder is left whole', async () => {
    const { database, ...application } = await fate(committed());
    expect(application).toMatchObject({
      name: 'db-stage',
      deletes: [],
      why: expect.stringContaining('goes on applying its folder'),
    });
    expect(database).toMatchObject({ verdict: 'destroys data' });
    expect(database?.changes[0].why).toContain('the Application db-stage stays');
  });

  it('loses what nothing guards when a sealed file alone is left in the folder', async () => {
    const root = committed();
    write(root, { [OVERLAY]: undefined });
    expect(await fate(root)).toMatchObject({ deletes: ['NetworkPolicy/db-stage/pg'], why: expect.stringContaining('is pruned') });
  });

  it('loses nothing when the folder goes as a whole, in that commit or in the next', async () => {
    const gone = { [OVERLAY]: undefined, [SEALED]: undefined };
    const atOnce = committed();
    write(atOnce, gone);
    expect(await fate(atOnce)).toMatchObject({ deletes: [], why: expect.stringContaining('path does not exist') });

    const later = committed();
    commit(later);
    write(later, gone);
    const { report } = await differed(later, ['HEAD']);
    expect(report.applications).toEqual([]);
    expect(report.databases.find((one: any) => one.namespace === 'db-stage')).toMatchObject({
      verdict: 'destroys data',
      changes: [{ reversible: true, why: expect.stringContaining('Prune=false and Delete=false keep Argo CD from deleting it') }],
    });
  });
});
