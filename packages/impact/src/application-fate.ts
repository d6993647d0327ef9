import { plainText } from '@pgplatform/core';
import { syncOptionsOf } from '@pgplatform/preflight';
import type { Application, Repository, Resource } from './comparison';

type Repositories = { readonly before: Repository; readonly after: Repository };

const FINALIZER = /^resources-finalizer\.argocd\.argoproj\.io/;

/** What becomes of an Application that is no longer made, and of what it applied. */
export interface Fate {
  /** Argo CD deletes the Application. */
  readonly isDeleted: boolean;
  /** What Argo CD deletes with it: by its finalizer, or because it stays and prunes. */
  readonly going: readonly Resource[];
  /** A sentence or two. */
  readonly why: string;
  readonly source: string;
}

const SYNC = 'argo-cd docs/operator-manual/applicationset/Controlling-Resource-Modification.md';
const DELETION = 'argo-cd docs/user-guide/app_deletion.md';

/** The fate of an Application that is there before and not after. */
export function fateOf(application: Application, repositories: Repositories): Fate {
  const { before, after } = repositories;
  const { object } = application.on;
  const isMade = object.kind === 'ApplicationSet';
  const cascades = isMade
    ? object.spec?.syncPolicy?.preserveResourcesOnDeletion !== true || hasFinalizer(application.metadata)
    : hasFinalizer(application.metadata);
  const kept = isMade && stillThere(object, after) ? keptBySet(object) : keptByParents(object, before);
  if (kept) {
    const { why, going } = goingOn(application, repositories);
    return { isDeleted: false, going, why: `${kept} ${why}`, source: SYNC };
  }
  return cascades
    ? {
        isDeleted: true,
        going: gone(application, before.appliedBy(application), 'Delete', after),
        why: 'The Application is deleted, and its finalizer deletes everything it applied that Delete=false does not keep.',
        source: DELETION,
      }
    : {
        isDeleted: true,
        going: [],
        why: 'The Application is deleted without a finalizer: what it applied stays, and nothing manages it any more.',
        source: DELETION,
      };
}

/** What of some objects an Application deletes, because nothing applies them after and nothing keeps them. */
export function gone(
  application: Application,
  resources: readonly Resource[],
  option: 'Delete' | 'Prune',
  after: Repository,
): Resource[] {
  return resources.filter((resource) => !isKept(resource, application, option) && !isAppliedBySomebody(resource, after));
}

/** Whether Argo CD deletes what an Application applied and applies no more. */
export function prunes({ spec }: Application): boolean {
  return spec.syncPolicy?.automated?.prune === true;
}

/** Whether an Application that is no longer made, but stays, goes on applying an object. */
export function goesOnApplying(application: Application, resource: Resource, repositories: Repositories): boolean {
  return (
    !repositories.after.applications.some(({ name }) => name === application.name) &&
    !fateOf(application, repositories).isDeleted &&
    !isRefused(application, repositories.after) &&
    isAmong(resource, application, repositories.after)
  );
}

/** What an Application that stays does with its folder, which is built as it is then. */
function goingOn(application: Application, { before, after }: Repositories): Pick<Fate, 'why' | 'going'> {
  if (application.sources.every(({ path }) => path === undefined)) {
    return { why: 'It goes on installing its chart.', going: [] };
  }
  if (isRefused(application, after)) {
    return {
      why: `The AppProject ${plainText(application.spec.project)} no longer allows its destination: it becomes InvalidSpecError, and neither applies nor deletes anything.`,
      going: [],
    };
  }
  if (after.appliedBy(application).length === 0) {
    return {
      why: 'Its folder is gone: Argo CD says that the path does not exist, and neither applies nor deletes anything.',
      going: [],
    };
  }
  const left = before.appliedBy(application).filter((resource) => !isAmong(resource, application, after));
  const going = prunes(application) ? gone(application, left, 'Prune', after) : [];
  return going.length > 0
    ? { why: 'It goes on applying its folder, without what is no longer in it: that is pruned.', going }
    : { why: 'It goes on applying its folder, and deletes nothing.', going };
}

function isAmong({ kind, namespace, name }: Resource, application: Application, repository: Repository): boolean {
  const inNamespace = (one: Resource) => one.namespace === namespace || one.namespace === '';
  return repository.appliedBy(application).some((one) => one.kind === kind && one.name === name && inNamespace(one));
}

function isAppliedBySomebody({ kind, namespace, name }: Resource, repository: Repository): boolean {
  return repository
    .ofKind(kind)
    .some((one) => one.namespace === namespace && one.name === name && repository.applicationsOf(one.build).length > 0);
}

/** Whether the AppProject, where it is in the repository, forbids what the Application deploys to. */
function isRefused({ spec, destination }: Application, after: Repository): boolean {
  const project = after.ofKind('AppProject.argoproj.io').find(({ name }) => name === spec.project);
  const allowed: any[] = project?.object.spec?.destinations ?? [];
  return (
    project !== undefined &&
    !allowed.some(
      ({ server, name, namespace }) =>
        matches(namespace, destination.namespace) && (matches(server, destination.cluster) || matches(name, destination.cluster)),
    )
  );
}

/** Whether a pattern of an AppProject, in which `*` stands for anything, matches a whole text. */
function matches(pattern: unknown, text: string): boolean {
  if (typeof pattern !== 'string') return false;
  const [start, ...parts] = pattern.split('*');
  const end = parts.pop();
  if (end === undefined) return pattern === text;
  if (!text.startsWith(start) || !text.endsWith(end) || text.length < start.length + end.length) return false;
  // The first place of each part is the best one: no part is looked for twice.
  let at = start.length;
  return parts.every((part) => {
    const found = text.indexOf(part, at);
    at = found + part.length;
    return found >= 0 && at <= text.length - end.length;
  });
}

/** Whether Argo CD keeps an object when it deletes or prunes what an Application applied. */
function isKept(resource: Resource, application: Application, option: 'Delete' | 'Prune'): boolean {
  const own = syncOptionsOf(resource.object).get(option);
  return own === 'false' || own === 'confirm' || (own === undefined && application.syncOptions.includes(`${option}=false`));
}

function keptBySet(set: any): string | undefined {
  const policy = set.spec?.syncPolicy?.applicationsSync;
  return policy === 'create-only' || policy === 'create-update'
    ? `The ApplicationSet's policy ${policy} never deletes an Application: it stays until somebody deletes it.`
    : undefined;
}

/** An Application in git is deleted by those who apply it, when they prune. */
function keptByParents(object: any, before: Repository): string | undefined {
  const resource = before.resources.find((one) => one.object === object);
  const parents = resource ? before.applicationsOf(resource.build) : [];
  return parents.length > 0 && parents.every((parent) => !prunes(parent))
    ? 'The Application that applies it does not prune: it stays until somebody deletes it.'
    : undefined;
}

function stillThere({ kind, metadata }: any, after: Repository): boolean {
  return after.ofKind(`${kind}.argoproj.io`).some(({ object }) => object.metadata?.name === metadata?.name);
}

function hasFinalizer(metadata: any): boolean {
  return (
    Array.isArray(metadata.finalizers) &&
    metadata.finalizers.some((name: unknown) => typeof name === 'string' && FINALIZER.test(name))
  );
}
