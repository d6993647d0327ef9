import type { ConfigProblem } from '@pgplatform/core';
import { databasePath, type ProductPlacement } from './product-placement';

/** A name that something takes in a place where names are unique. */
interface Claim {
  readonly code: string;
  readonly thing: string;
  readonly name: string;
  readonly place: string;
  readonly at: string;
}

/** Names that two things have in one place; each is reported once, however many environments it is in. */
export function duplicateClaims(placed: ProductPlacement[], takenSecret: string | undefined, path: string): ConfigProblem[] {
  const seen = new Set<string>();
  const problems = new Map<string, ConfigProblem>();
  const key = ({ code, place, name }: Claim) => `${code} ${place} ${name}`;
  for (const placement of placed) {
    for (const file of ['kustomization.yaml', 'role.yaml']) {
      seen.add(key({ code: 'DATABASE_FILE', thing: '', place: placement.folder, name: file, at: '' }));
    }
    if (takenSecret !== undefined) {
      seen.add(key({ code: 'SECRET_DUPLICATE', thing: '', place: placement.environment, name: takenSecret, at: '' }));
    }
  }
  for (const claim of placed.flatMap((placement) => claims(placement, path))) {
    const { code, thing, name, place, at } = claim;
    if (seen.has(key(claim)) && !problems.has(`${code} ${at}`)) {
      problems.set(`${code} ${at}`, {
        code,
        path: at,
        message: `Something else in ${place} has this ${thing}.`,
        given: name,
        allowed: `every ${thing} once`,
        fix: 'Choose another name.',
      });
    }
    seen.add(key(claim));
  }
  return [...problems.values()];
}

function claims({ product, environment, folder, databases, role }: ProductPlacement, path: string): Claim[] {
  const place = environment;
  return [
    ...databases.flatMap((database) => {
      const { options, resource: name, file } = database;
      const at = databasePath(path, product, database);
      return [
        { code: 'DATABASE_DUPLICATE', thing: 'database', name: options.name, place, at: `${at}.name` },
        { code: 'RESOURCE_NAME_DUPLICATE', thing: 'resource', name, place, at: `${at}.resourceName` },
        { code: 'DATABASE_FILE', thing: 'file', name: file, place: folder, at: `${at}.name` },
      ];
    }),
    ...(role
      ? [
          { code: 'ROLE_DUPLICATE', thing: 'role', name: role.name, place, at: `${path}.${product}.role.name` },
          { code: 'SECRET_DUPLICATE', thing: 'Secret', name: role.secretName, place, at: `${path}.${product}.role.secretName` },
        ]
      : []),
  ];
}
