import { secretsOf } from '@pgplatform/preflight';
import type { ChangeRule } from '../change-rule';
import { companionsOf } from '../companions';

const SOURCE = 'cloudnative-pg docs/src/applications.md; sealed-secrets README.md';
const KINDS = ['SealedSecret.bitnami.com', 'Secret.', 'ExternalSecret.external-secrets.io'];

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
      judge: ({ path }) =>
        (path[1] === 'template' && path[2] === 'metadata') || path[1] === 'refreshInterval' ? undefined : 'reload',
    },
  ];
});
