import type { PlatformModel } from '@pgplatform/core';
import { type Effect, type ImpactReport, impactOf, worstOf } from '@pgplatform/impact';
import { synthesizeRepository } from 'pgplatform';
import { isManifest, type Manifests } from './manifests';
import type { RemoteModel } from './remote-model';
import type { Generated } from './target';

/** What a change does to the databases of a repository. */
export interface RepositoryImpact {
  readonly report: ImpactReport;
  /** The worst of it; `unknown` at least where somebody edited what the objects are made of. */
  readonly verdict: Effect;
  readonly notices: readonly string[];
}

/** How a repository is compared with what it becomes. */
export interface ImpactInput {
  readonly remote: RemoteModel;
  /** What these packages generate for where it is now. */
  readonly now: Generated;
  readonly after: Generated;
  /** Paths that projen manages in it. */
  readonly managed: readonly string[];
  /** Files that were edited by hand. */
  readonly drift: readonly string[];
  readonly today: string;
}

/** Compares what is in a repository, of which only files that differ are asked for, with what it becomes. */
export async function repositoryImpact(manifests: Manifests, input: ImpactInput): Promise<RepositoryImpact> {
  const { remote, now, after, managed, drift, today } = input;
  const were = await Promise.all(managed.filter(isManifest).map(async (path) => [path, await remote.files.text(path)] as const));
  const is = after.files.filter(({ path }) => isManifest(path)).map(({ path, content }) => [path, content] as const);
  const before = withRendered(remote.model, were.filter(isThere), now.model.options, input);
  const report = impactOf(
    manifests.setOf(...before),
    manifests.setOf(...withRendered(after.model, is, after.model.options, input)),
    {
      acknowledgements: after.model.acknowledgements,
      today,
    },
  );
  const undone = drift.filter((path) => /^(?:infrastructure|rendered|workloads)\/.*\.yaml$/.test(path));
  const notices = [
    ...after.notices,
    ...undone.map((path) => `${path} was edited by hand: what is undone there is not judged.`),
    ...(remote.model.options.rendered === false ? ['rendered/ is switched off: what is there now comes from the model.'] : []),
  ];
  return { report, verdict: worstOf([report.worst, undone.length > 0 ? 'unknown' : 'none']), notices };
}

function isThere(file: readonly [string, string | undefined]): file is [string, string] {
  return file[1] !== undefined;
}

/** A model and its files, with the rendered ones where the repository does without them: they are generated for the comparison. */
function withRendered(
  model: PlatformModel,
  files: readonly (readonly [string, string])[],
  options: any,
  { remote, after, today }: ImpactInput,
): [PlatformModel, Map<string, string>] {
  const texts = new Map(files);
  if (model.options.rendered !== false) return [model, texts];
  const input = { options: { ...options, rendered: true }, previous: remote.model, projenrc: after.projenrc, today };
  const made = synthesizeRepository(input);
  for (const { path, content } of made.files.filter(({ path }) => path.startsWith('rendered/'))) texts.set(path, content);
  return [made.model ?? model, texts];
}
