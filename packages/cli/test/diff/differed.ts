import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { define } from '../../src/commands/diff';
import { type Ran, runCommand } from '../run-command';

/** Runs `pgplatform diff`. */
export function differed(cwd: string, args: string[] = []): Promise<Ran> {
  return runCommand({ define }, cwd, args, { ...process.env, PATH: '' }); // the npm binary builds faster than kubectl
}

const folders: string[] = [];

/** A new folder with some files. */
export function folderWith(files: { readonly [path: string]: string }): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-diff-test-')));
  folders.push(root);
  write(root, files);
  return root;
}

/** Removes what `folderWith` made. */
export function removeFolders(): void {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true, force: true });
}

/** Writes files; nothing removes one. */
export function write(root: string, files: { readonly [path: string]: string | undefined }): void {
  for (const [file, content] of Object.entries(files)) {
    const full = path.join(root, file);
    fs.mkdirSync(path.dirname(full), { recursive: true });
    if (content === undefined) fs.rmSync(full);
    else fs.writeFileSync(full, content);
  }
}

export function git(root: string, ...args: string[]): string {
  const identity = [
    '-c',
    'user.name=a',
    '-c',
    'user.email=a@example.com',
    '-c',
    'commit.gpgsign=false',
    '-c',
    'init.defaultBranch=main',
  ];
  return execFileSync('git', ['-C', root, ...identity, ...args], { encoding: 'utf8' }).trim();
}

/** Commits all there is. */
export function commit(root: string): string {
  if (!fs.existsSync(path.join(root, '.git'))) git(root, 'init', '-q');
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', 'x');
  return git(root, 'rev-parse', 'HEAD');
}

/** A hand-written repository: an ApplicationSet with a list, and one folder for each environment. */
export function handWritten(...environments: string[]): { [path: string]: string } {
  return {
    'apps/postgres.yaml': applicationSet(`- list: { elements: [${environments.map((name) => `{ env: ${name} }`).join(', ')}] }`),
    ...Object.fromEntries(environments.map((name) => [`overlays/${name}/cluster.yaml`, CLUSTER])),
  };
}

/** The same with Kustomize: one base, and an overlay for each environment. */
export function kustomized(...environments: string[]): { [path: string]: string } {
  const kustomization = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
  return {
    'apps/postgres.yaml': handWritten(...environments)['apps/postgres.yaml'],
    'base/kustomization.yaml': `${kustomization}resources: [cluster.yaml]\n`,
    'base/cluster.yaml': CLUSTER,
    ...Object.fromEntries(
      environments.map((name) => [
        `overlays/${name}/kustomization.yaml`,
        `${kustomization}namespace: db-${name}\nresources: [../../base]\n`,
      ]),
    ),
  };
}

/** An ApplicationSet whose Applications keep what they applied. */
export function applicationSet(generator: string, name = '{{env}}', folder = 'overlays/{{env}}'): string {
  return `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: { name: postgres, namespace: argocd }
spec:
  generators:
    ${generator}
  template:
    metadata: { name: 'db-${name}' }
    spec:
      project: default
      source: { repoURL: https://git.example.com/db.git, targetRevision: main, path: '${folder}' }
      destination: { server: https://kubernetes.default.svc, namespace: 'db-${name}' }
      syncPolicy: { automated: { prune: true } }
`;
}

export const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: pg
  annotations: { argocd.argoproj.io/sync-options: 'Prune=false,Delete=false' }
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.10-standard-trixie
  instances: 3
  storage:
    size: 10Gi
  postgresql:
    parameters:
      work_mem: 8MB
`;
