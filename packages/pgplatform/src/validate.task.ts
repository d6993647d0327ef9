// Runs at task time in a generated repository: foreign files in managed folders, and overlays that do not build.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Model } from '@pgplatform/core';

const model = Model.parse(readFileSync(Model.PATH, 'utf8'));
const managed: string[] = JSON.parse(readFileSync('.projen/files.json', 'utf8')).files;
const sealed = model.environments.flatMap((environment) =>
  environment.secrets.filter((s) => s.source !== 'existing').map((s) => s.file),
);
const extra = model.environments.flatMap((environment) =>
  ((model.options.environments ?? []).find((options: any) => options.name === environment.name)?.extraResources ?? []).map(
    (file: string) => `${environment.overlay}/${file}`,
  ),
);
const known = new Set([...managed, ...sealed, ...extra]);
const folders = ['apps', 'infrastructure', 'rendered', '.pgplatform'];
const problems = execFileSync('git', ['ls-files', '-z', '--', ...folders], { encoding: 'utf8' })
  .split('\0')
  .filter((file) => file && !known.has(file) && !extra.some((folder) => file.startsWith(`${folder}/`)))
  .map((file) => `${file}: not generated, not a sealed file and not in extraResources. Remove it, or list it there.`);

const kustomize = [
  ['kustomize', 'build'],
  ['kubectl', 'kustomize'],
].find(([command]) => !spawnSync(command, ['version', '--client']).error);
const builds = new Map<string, string[]>();
for (const environment of model.environments) {
  const folderSecrets = (folder: string) =>
    environment.secrets.filter((s) => s.source !== 'existing' && s.file.startsWith(`${folder}/`)).map((s) => s.file);
  for (const folder of [
    environment.overlay,
    ...new Set(model.databases.filter((d) => d.environment === environment.name).map((d) => d.folder)),
  ]) {
    builds.set(folder, folderSecrets(folder));
  }
}
for (const [folder, secrets] of builds) {
  const missing = secrets.filter((file) => !existsSync(file));
  if (missing.length) {
    console.log(`${folder}: not built, not sealed yet: ${missing.join(', ')}`);
  } else if (!kustomize) {
    console.log(`${folder}: not built, there is no kustomize and no kubectl`);
  } else {
    const build = spawnSync(kustomize[0], [kustomize[1], folder], { encoding: 'utf8' });
    if (build.status === 0) {
      console.log(`${folder}: builds`);
    } else {
      problems.push(`${folder}: does not build\n${build.stderr}`);
    }
  }
}
for (const problem of problems) {
  console.error(problem);
}
process.exitCode = problems.length ? 1 : 0;
