import { secretsOf } from '@pgplatform/preflight';
import { type ChangeRule, CLUSTER, type Judgement } from '../change-rule';
import { companionsOf } from '../companions';
import type { Side } from '../comparison';
import type { Effect } from '../effect';

/** Fields of Clusters and ObjectStores whose Secrets are the environment of a container. */
const ENVIRONMENT = /^spec\.(?:instanceSidecarConfiguration\.)?(?:env|envFrom)\b/;
const LATER: { readonly [reader: string]: string } = {
  environment:
    'It is the environment of a container, which is made when the container starts: it counts from the next time that a Pod is made.',
  unwatched:
    'The Secret has no label cnpg.io/reload, so the operator does not see that it changes: it counts the next time that the operator looks at the Cluster.',
};
const SOURCE = 'cloudnative-pg docs/src/applications.md; sealed-secrets README.md';
const KINDS = ['SealedSecret.bitnami.com', 'Secret.', 'ExternalSecret.external-secrets.io'];

/** What a new value of a Secret does, by who reads it. */
function read(secret: any, after: Side): Judgement | Effect {
  const { name } = secret?.metadata ?? {};
  const references = [after.resource, ...companionsOf(after)].flatMap((reader) =>
    secretsOf(reader)
      .filter((one) => one.name === name)
      .map(({ path }) => ({ kind: reader.kind, field: path.join('.') })),
  );
  const others = references.filter(({ field }) => !ENVIRONMENT.test(field));
  if (references.length > 0 && others.length === 0) return { effect: 'deferred', why: LATER.environment };
  const isUnwatched = others.length > 0 && others.every(({ kind }) => kind === CLUSTER) && !isWatched(secret);
  return isUnwatched ? { effect: 'deferred', why: LATER.unwatched } : 'reload';
}

/** Whether the Secret or ConfigMap that comes of an object has the label by which the operator sees changes. */
export function isWatched({ metadata, spec }: any): boolean {
  const made = spec?.template ?? spec?.target?.template;
  return Object.hasOwn((made ? made.metadata?.labels : metadata?.labels) ?? {}, 'cnpg.io/reload');
}

/** Secrets that a Cluster or its ObjectStore reads, however they come into the cluster. */
export const SECRET_RULES: readonly ChangeRule[] = KINDS.flatMap((kind): ChangeRule[] => {
  const name = kind.split('.')[0];
  return [
    {
      id: `secret-appears-${name}`,
      kind,
      paths: [''],
      says: 'The Secret that the database reads is made; what waited for it goes on.',
      source: SOURCE,
      judge: ({ from }) => (from === undefined ? 'none' : undefined),
    },
    {
      id: `secret-disappears-${name}`,
      kind,
      paths: [''],
      says: 'The database still reads this Secret, and nothing here makes it any more: what needs it fails as soon as it is gone.',
      source: SOURCE,
      judge: ({ from, to }, { after }) => {
        if (to !== undefined) return undefined;
        const secret = (from as any)?.metadata?.name;
        const { repository, resource } = after;
        if (KINDS.some((other) => repository.find(other, resource.namespace, secret))) {
          return {
            effect: 'reload',
            why: 'The Secret of that name comes from elsewhere now; the operator takes its values when it is there.',
          };
        }
        return [resource, ...companionsOf(after)].some((one) => secretsOf(one).some((read) => read.name === secret))
          ? 'unknown'
          : { effect: 'none', why: 'The database does not read this Secret any more.' };
      },
    },
    {
      id: `secret-metadata-${name}`,
      kind,
      paths: ['metadata', 'spec.template.metadata', 'spec.refreshInterval', 'sops'],
      says: 'The content of the Secret stays.',
      source: SOURCE,
      judge: () => 'none',
    },
    {
      id: `secret-content-${name}`,
      kind,
      paths: ['spec', 'data', 'stringData'],
      says: 'The Secret changes: the operator sets passwords with SQL and reloads certificates, and the next WAL file uses the new credentials; clients that hold an old password fail at their next login.',
      source: SOURCE,
      judge: ({ path }, { after }, secret) =>
        (path[1] === 'template' && path[2] === 'metadata') || path[1] === 'refreshInterval' ? undefined : read(secret, after),
    },
  ];
});
