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

/** Names that are taken twice in one place; each is reported once, however many environments it is in. */
export function duplicateClaims(placed: ProductPlacement[], backupSecret: string | undefined, path: string): ConfigProblem[] {
  const key = (code: string, place: string, name?: string) => `${code} ${place} ${name}`;
  const taken = new Set(
    placed.flatMap(({ environment, folder }) => [
      key('DATABASE_FILE', folder, 'kustomization.yaml'),
      key('DATABASE_FILE', folder, 'role.yaml'),
      key('SECRET_DUPLICATE', environment, backupSecret),
    ]),
  );
  const problems = new Map<string, ConfigProblem>();
  for (const { code, thing, name, place, at } of placed.flatMap((placement) => claims(placement, path))) {
    if (taken.has(key(code, place, name)) && !problems.has(`${code} ${at}`)) {
      problems.set(`${code} ${at}`, {
        code,
        path: at,
        message: `Something else in ${place} has this ${thing}.`,
        given: name,
        allowed: `every ${thing} once`,
        fix: 'Choose another name.',
      });
    }
    taken.add(key(code, place, name));
  }
  return [...problems.values()];
}

function claims({ product, environment: place, folder, databases, role }: ProductPlacement, path: string): Claim[] {
  const ofRole = `${path}.${product}.role`;
  return [
    ...databases.flatMap((database) => {
      const { options, resource, file } = database;
      const at = databasePath(path, product, database);
      return [
        { code: 'DATABASE_DUPLICATE', thing: 'database', name: options.name, place, at: `${at}.name` },
        { code: 'RESOURCE_NAME_DUPLICATE', thing: 'resource', name: resource, place, at: `${at}.resourceName` },
        { code: 'DATABASE_FILE', thing: 'file', name: file, place: folder, at: `${at}.name` },
      ];
    }),
    ...(role
      ? [
          { code: 'ROLE_DUPLICATE', thing: 'role', name: role.name, place, at: `${ofRole}.name` },
          { code: 'SECRET_DUPLICATE', thing: 'Secret', name: role.secretName, place, at: `${ofRole}.secretName` },
        ]
      : []),
  ];
}
