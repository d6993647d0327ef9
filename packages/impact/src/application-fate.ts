import { syncOptionsOf } from '@pgplatform/preflight';
import type { Application, Repository, Resource } from './comparison';

const FINALIZER = /^resources-finalizer\.argocd\.argoproj\.io/;

/** What becomes of an Application that is no longer made, and of what it applied. */
export interface Fate {
  /** Argo CD deletes the Application. */
  readonly isDeleted: boolean;
  /** Its finalizer deletes what it applied. */
  readonly cascades: boolean;
  /** One sentence. */
  readonly why: string;
  readonly source: string;
}

const SYNC = 'argo-cd docs/operator-manual/applicationset/Controlling-Resource-Modification.md';
const DELETION = 'argo-cd docs/user-guide/app_deletion.md';

/** The fate of an Application that is there before and not after. */
export function fateOf(application: Application, { before, after }: { before: Repository; after: Repository }): Fate {
  const { object } = application.on;
  const isMade = object.kind === 'ApplicationSet';
  const cascades = isMade
    ? object.spec?.syncPolicy?.preserveResourcesOnDeletion !== true || hasFinalizer(application.metadata)
    : hasFinalizer(application.metadata);
  const kept = isMade && stillThere(object, after) ? keptBySet(object) : keptByParents(object, before);
  if (kept) return { isDeleted: false, cascades: false, why: kept, source: SYNC };
  return cascades
    ? {
        isDeleted: true,
        cascades,
        why: 'The Application is deleted, and its finalizer deletes everything it applied that Delete=false does not keep.',
        source: DELETION,
      }
    : {
        isDeleted: true,
        cascades,
        why: 'The Application is deleted without a finalizer: what it applied stays, and nothing manages it any more.',
        source: DELETION,
      };
}

/** Whether Argo CD keeps an object when it deletes or prunes what an Application applied. */
export function isKept(resource: Resource, application: Application, option: 'Delete' | 'Prune'): boolean {
  const own = syncOptionsOf(resource.object).get(option);
  return own === 'false' || own === 'confirm' || (own === undefined && application.syncOptions.includes(`${option}=false`));
}

function keptBySet(set: any): string | undefined {
  const policy = set.spec?.syncPolicy?.applicationsSync;
  return policy === 'create-only' || policy === 'create-update'
    ? `The ApplicationSet's policy ${policy} never deletes an Application: it stays until somebody deletes it, and cannot sync where its folder is gone.`
    : undefined;
}

/** An Application in git is deleted by those who apply it, when they prune. */
function keptByParents(object: any, before: Repository): string | undefined {
  const resource = before.resources.find((one) => one.object === object);
  const parents = resource ? before.applicationsOf(resource.build) : [];
  return parents.length > 0 && parents.every(({ spec }) => spec.syncPolicy?.automated?.prune !== true)
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
