import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Model, type PlatformModel } from '@pgplatform/core';
import { GENERATED_LIST, generatedList } from './generated-list';
import { filesIn } from './left-folders';

/** What a look at the files of a repository yields. */
export interface RepositoryValidation {
  /** What is as it should be, or known. */
  readonly notes: string[];
  /** What has to change. */
  readonly problems: string[];
}

/** Where nothing lies but what is generated, sealed, or listed in `extraResources`. */
const MANAGED = ['apps', 'infrastructure', 'rendered', 'workloads', '.pgplatform'];
/**
 * Settings with which `@pgplatform/reading` calls git too, which a jsii package cannot depend on: no program and no repository that the files
 * of this one choose.
 */
const SAFE_GIT = [
  'safe.bareRepository=explicit',
  'protocol.allow=never',
  'core.fsmonitor=false',
  'core.hooksPath=/dev/null',
].flatMap((setting) => ['-c', setting]);
/** The folders that an Application applies. */
const APPLIED = /^(?:infrastructure\/postgres\/overlays\/[^/]+|workloads\/[^/]+\/databases\/[^/]+|infrastructure\/cluster)(?=\/)/;

/** Foreign files in managed folders, what is left of a removed environment, and overlays that do not build. */
export function validateRepository(root: string): RepositoryValidation {
  const model = Model.parse(readFileSync(join(root, Model.PATH), 'utf8'));
  const list = generatedList(root);
  if (!list) {
    return { notes: [], problems: [`${GENERATED_LIST}: absent, or not whole: nothing knows what is generated. Run npx projen.`] };
  }
  const known = new Set(list);
  const extra = model.environments.flatMap(({ name, overlay }) =>
    (model.options.environments?.find((options: any) => options.name === name)?.extraResources ?? []).map(
      (file: string) => `${overlay}/${file}`,
    ),
  );
  const secrets = listedSecrets(model);
  const isOwn = (file: string) =>
    known.has(file) || secrets.includes(file) || extra.some((own) => file === own || file.startsWith(`${own}/`));

  const generated = new Set([...known].flatMap((file) => APPLIED.exec(file)?.[0] ?? []));
  const left = new Set<string>();
  const notes: string[] = [];
  const problems: string[] = [];
  for (const file of filesOf(root).filter((file) => !isOwn(file))) {
    const folder = APPLIED.exec(file)?.[0];
    if (folder === undefined || generated.has(folder)) {
      problems.push(
        `${file}: neither generated, nor a secret that is declared, nor in extraResources. Remove it, or list it there.`,
      );
    } else {
      left.add(folder);
    }
  }

  const kustomize = [
    ['kustomize', 'build'],
    ['kubectl', 'kustomize'],
  ].find(([command]) => !spawnSync(command, ['version', '--client']).error);
  const said = (folder: string) => {
    if (!kustomize) {
      return undefined;
    }
    const { status, stderr } = spawnSync(kustomize[0], [kustomize[1], folder], { cwd: root, encoding: 'utf8' });
    return status === 0 ? '' : stderr;
  };
  for (const folder of left) {
    const advice = `Delete it as a whole: git rm -r ${folder}`;
    if (!existsSync(join(root, folder, 'kustomization.yaml'))) {
      problems.push(
        `${folder}: of a removed environment or product, without its kustomization.yaml: Argo CD applies what is left, and prunes the rest. ${advice}`,
      );
    } else if (said(folder)) {
      notes.push(
        `${folder}: of a removed environment or product, and does not build: Argo CD neither applies nor prunes it. ${advice}`,
      );
    } else {
      notes.push(
        `${folder}: of a removed environment or product; its Application, while it is there, goes on applying it. ${advice}`,
      );
    }
  }
  for (const folder of foldersOf(model)) {
    const missing = secrets.filter((file) => file.startsWith(`${folder}/`) && !existsSync(join(root, file)));
    const error = missing.length > 0 ? undefined : said(folder);
    if (error) {
      problems.push(`${folder}: does not build\n${error}`);
    } else if (missing.length > 0) {
      notes.push(`${folder}: not built, not sealed yet: ${missing.join(', ')}`);
    } else {
      notes.push(`${folder}: ${kustomize ? 'builds' : 'not built, there is no kustomize and no kubectl'}`);
    }
  }
  return { notes, problems };
}

/** The files of the secrets that overlays list. */
function listedSecrets({ environments }: PlatformModel): string[] {
  return environments.flatMap(({ secrets }) => secrets.filter(({ source }) => source !== 'existing').map(({ file }) => file));
}

function foldersOf({ environments, databases }: PlatformModel): string[] {
  return [...new Set([...environments.map(({ overlay }) => overlay), ...databases.map(({ folder }) => folder)])];
}

/** What lies in the managed folders, committed or not, without what git ignores; everything where there is no git. */
function filesOf(root: string): string[] {
  const { status, stdout } = spawnSync(
    'git',
    [...SAFE_GIT, 'ls-files', '-z', '--cached', '--others', '--exclude-standard', '--', ...MANAGED],
    {
      cwd: root,
      encoding: 'utf8',
      env: Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name))),
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return status === 0
    ? [...new Set(stdout.split('\0'))].filter((file) => file && existsSync(join(root, file)))
    : MANAGED.flatMap((folder) => filesIn(root, folder));
}
