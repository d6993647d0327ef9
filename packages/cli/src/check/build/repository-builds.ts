import * as fs from 'node:fs';
import { availableParallelism } from 'node:os';
import type { PlatformModel } from '@pgplatform/core';
import type { BuiltObject, Finding } from '@pgplatform/preflight';
import { type BuildProblem, BuildStage, folderOf, Kustomize, type KustomizeResult, yamlFile } from '@pgplatform/reading';
import { fileFinding } from '../check-finding';
import { CHECK_RULES } from '../check-rule';
import type { RepositoryFiles } from '../repository-files';
import type { Build, Kustomization } from './build';
import type { BuildPlan, PlannedBuild } from './build-plan';
import { renderedManifests } from './rendered-manifests';
import { isStandIn, missingSeals, standIns } from './seal-stand-ins';

/** What a repository yields when it is built, and what was wrong on the way. */
export type RepositoryBuilds = { readonly builds: Build[]; readonly findings: Finding[] };

/** What building needs from outside. */
export type BuildOptions = {
  readonly model?: PlatformModel;
  readonly env: NodeJS.ProcessEnv;
  readonly note: (line: string) => void;
};

/** Builds what the plan says: from fresh rendered files where there are, else with Kustomize. */
export async function repositoryBuilds(
  files: RepositoryFiles,
  plan: BuildPlan,
  options: BuildOptions,
): Promise<RepositoryBuilds> {
  const findings: Finding[] = [];
  const rendered = new Map<string, any[]>();
  for (const environment of options.model?.environments ?? []) {
    const { rendered: file } = environment;
    const read = file && renderedManifests(files.tree, file);
    if (read && read.changed.length === 0) {
      rendered.set(environment.name, read.objects);
    } else if (file) {
      const why = read
        ? `${read.changed.join(', ')} changed after ${file} was written.`
        : `${file} is not there, or is not what was written.`;
      findings.push(fileFinding(CHECK_RULES.stale, file, { why }));
    }
  }
  const fresh = plan.kustomized.filter(({ environment }) => environment !== undefined && rendered.has(environment));
  const other = plan.kustomized.filter((build) => !fresh.includes(build));
  const built = await kustomized(files, other, options);
  return {
    builds: [...plan.plain, ...fromRendered(files, fresh, rendered), ...built.builds],
    findings: [...findings, ...built.findings],
  };
}

/** The rendered objects, each in the folder whose files name it, with the sealed files, which are not rendered. */
function fromRendered(files: RepositoryFiles, fresh: PlannedBuild[], rendered: ReadonlyMap<string, any[]>): Build[] {
  const builds = fresh.map((planned) => {
    const written = writtenObjects(files, planned.kustomizations);
    const { namespace } = planned.kustomizations[0].object;
    const sealed = written.filter(({ object }) => object.kind === 'SealedSecret').map((built) => inNamespace(built, namespace));
    return { planned, files: new Map(written.map((built) => [identity(built.object), built.file])), objects: sealed };
  });
  for (const [environment, objects] of rendered) {
    const own = builds.filter(({ planned }) => planned.environment === environment);
    for (const object of objects) {
      const build = own.find(({ files: names }) => names.has(identity(object))) ?? own[0];
      build?.objects.push({ object, file: build.files.get(identity(object)) });
    }
  }
  return builds.map(({ planned, objects }) => ({ ...planned, objects }));
}

async function kustomized(
  files: RepositoryFiles,
  planned: PlannedBuild[],
  { model, env, note }: BuildOptions,
): Promise<RepositoryBuilds> {
  const stage = new BuildStage(files.tree, standIns(missingSeals(files, model)), (file) => files.get(file));
  const problems = new Map(planned.map((build) => [build, stage.add(build.path)]));
  const findings = notBuilt([...problems.values()].flat());
  const ready = planned.filter((build) => problems.get(build)?.length === 0);
  const results = new Map<PlannedBuild, KustomizeResult>();
  const kustomize = ready.length > 0 ? Kustomize.find(files.tree.origin, env) : undefined;
  if (kustomize) {
    note(`building ${ready.length === 1 ? ready[0].path || '.' : `${ready.length} folders`} with ${kustomize.name}`);
    const staged = stage.write();
    try {
      const queue = [...ready];
      const worker = async () => {
        for (let build = queue.shift(); build; build = queue.shift()) {
          results.set(build, await kustomize.build(staged, build.path));
        }
      };
      await Promise.all(Array.from({ length: availableParallelism() }, worker));
    } finally {
      fs.rmSync(staged, { recursive: true, force: true });
    }
  }
  const builds = planned.map((build): Build => {
    const result = results.get(build);
    const [root] = build.kustomizations;
    const failed = (why: string) =>
      findings.push(fileFinding(CHECK_RULES.failed, root.file, { why: `Kustomize does not build ${build.path || '.'}: ${why}` }));
    if (result && 'text' in result) {
      const { documents, problem } = yamlFile(root.file, Buffer.from(result.text));
      if (!problem || problem.kind === 'empty') return { ...build, objects: withFiles(files, build, documents) };
      failed(`what comes of it is not read: ${problem.why ?? CHECK_RULES[problem.kind].says}`);
    } else if (result) {
      failed(result.error);
    } else if (ready.includes(build)) {
      findings.push(fileFinding(CHECK_RULES.skipped, root.file));
    }
    const namespace = root.object.namespace;
    return { ...build, objects: writtenObjects(files, build.kustomizations).map((built) => inNamespace(built, namespace)) };
  });
  return { builds, findings };
}

const RULES = { remote: CHECK_RULES.remote, wrong: CHECK_RULES.failed, unread: CHECK_RULES.outside };

/** What is wrong with kustomizations that are not handed to Kustomize: one finding for each of their files and rules. */
function notBuilt(problems: readonly BuildProblem[]): Finding[] {
  const whys = new Map<string, { readonly first: BuildProblem; readonly all: Set<string> }>();
  for (const problem of problems) {
    const key = `${problem.kind} ${problem.file}`;
    const known = whys.get(key) ?? { first: problem, all: new Set() };
    known.all.add(problem.why);
    whys.set(key, known);
  }
  return [...whys.values()].map(({ first: { kind, file }, all }) => {
    const [some, more] = [[...all].slice(0, 3), all.size - 3];
    const says =
      kind === 'wrong'
        ? `Kustomize does not build ${folderOf(file) || '.'}`
        : 'It is not built, its files are judged as they are';
    const why = `${says}: ${some.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`;
    return fileFinding(RULES[kind], file, { why });
  });
}

/** The objects in the files that some kustomizations list as resources. */
function writtenObjects(files: RepositoryFiles, kustomizations: readonly Kustomization[]): BuiltObject[] {
  return [...new Set(kustomizations.flatMap(({ takes }) => takes))].flatMap((path) =>
    (files.get(path)?.documents ?? []).filter((object) => object?.kind).map((object) => ({ object, file: path })),
  );
}

/** Built objects with the files that they were written in: those with the same name, or the only one of the kind. */
function withFiles(files: RepositoryFiles, { kustomizations }: PlannedBuild, objects: any[]): BuiltObject[] {
  const written = writtenObjects(files, kustomizations);
  return objects
    .filter((object) => !isStandIn(object))
    .map((object) => {
      const same = written.find((built) => identity(built.object) === identity(object));
      const ofKind = written.filter((built) => built.object.kind === object.kind);
      return { object, file: same?.file ?? (ofKind.length === 1 ? ofKind[0].file : kustomizations[0].file) };
    });
}

function identity({ kind, metadata }: any): string {
  return `${kind}/${metadata?.name}`;
}

/** An object as the namespace of a kustomization makes it. */
function inNamespace({ object, file }: BuiltObject, namespace: unknown): BuiltObject {
  return typeof namespace === 'string'
    ? { file, object: { ...object, metadata: { ...object.metadata, namespace } } }
    : { object, file };
}
