import type { PlatformModel } from '@pgplatform/core';
import { MARKER } from '../manifest-text';
import type { RepositoryFile } from '../repository-file';

/**
 * CODEOWNERS: one line an environment, and one for what decides who can read the next secret.
 *
 * @param model the repository
 * @param owners users or teams, for example `@acme/payments`
 */
export function codeOwners(model: PlatformModel, owners: string[]): RepositoryFile {
  const to = owners.join(' ');
  const lines = [
    `# ${MARKER}`,
    '# Sealing authenticates nobody: whoever changes a certificate reads the next sealed secret. Review these files.',
    `* ${to}`,
    `/.projenrc.ts ${to}`,
    `/certs/ ${to}`,
    `*-sealed.yaml ${to}`,
    ...model.environments.map((environment) => `/${environment.overlay}/ ${to}`),
    '',
  ];
  return { path: '.github/CODEOWNERS', text: lines.join('\n') };
}

/** The owner when none is named: the team in the organisation of the repository's URL. */
export function defaultOwner(team: string, repoUrl: string): string {
  const organisation = /^(?:https?:\/\/[^/]+\/|(?:ssh:\/\/)?[^@/]+@[^:/]+[:/])([^/]+)\//.exec(repoUrl)?.[1];
  const slug = team.toLowerCase().replace(/[^a-z0-9-]+/g, '-');
  return organisation ? `@${organisation}/${slug}` : `@${slug}`;
}
