import { type ClusterRef, type ConfigProblem, KubernetesName, nearestName } from '@pgplatform/core';
import { baseCluster, bootstrapOwner } from './base-objects';
import type { EnvironmentOptions } from './environment-options';
import { duplicateClaims } from './product-duplicates';
import type { DatabaseOptions, ProductOptions } from './product-options';
import { databasePath, type ProductPlacement, placements, roleNameOf } from './product-placement';

interface Subject {
  readonly base: ClusterRef;
  readonly environments: EnvironmentOptions[];
  readonly products: ProductOptions[];
  /** Path of the list of products in the options. */
  readonly path: string;
  readonly placed: ProductPlacement[];
  readonly bootstrapOwner: string;
}

type Rule = (subject: Subject) => ConfigProblem[];

/** What is wrong with products. */
export function productProblems(
  base: ClusterRef,
  environments: EnvironmentOptions[],
  products: ProductOptions[],
  path: string,
): ConfigProblem[] {
  const owner = bootstrapOwner(base);
  const placed = placements(products, environments, owner);
  const subject: Subject = { base, environments, products, path, placed, bootstrapOwner: owner };
  const twice = duplicates(products, ({ name }) => name);
  // Everything else is found by names of products: with two of one name it would be found twice.
  return twice.length > 0
    ? twice.map(({ name, index }) => ({
        code: 'PRODUCT_DUPLICATE',
        path: `${path}[${index}].name`,
        message: 'Two products have one name.',
        given: name,
        allowed: 'every name once',
        fix: 'Rename one, or put its databases into the other.',
      }))
    : RULES.flatMap((rule) => rule(subject));
}

const environmentNames: Rule = ({ products, environments, path }) => {
  const known = environments.map(({ name }) => name);
  return eachDatabase(products, path, ({ environments: names = [] }, at) =>
    names.flatMap((name, index) => {
      const near = nearestName(name, known);
      return known.includes(name)
        ? []
        : [
            {
              code: 'ENVIRONMENT_UNKNOWN',
              path: `${at}.environments[${index}]`,
              message: 'There is no such environment.',
              given: name,
              allowed: known.join(', '),
              fix: near ? `Did you mean ${near}?` : 'Add the environment, or remove the name.',
            },
          ];
    }),
  );
};

const databaseNames: Rule = ({ products, path }) =>
  eachDatabase(products, path, ({ name }, at) =>
    ['postgres', 'template0', 'template1'].includes(name)
      ? [
          {
            code: 'DATABASE_RESERVED',
            path: `${at}.name`,
            message: 'PostgreSQL needs this database itself.',
            given: name,
            allowed: 'any name but postgres, template0 and template1',
            fix: 'Choose another name.',
          },
        ]
      : [],
  );

const listItems: Rule = ({ products, path }) =>
  eachDatabase(products, path, ({ extensions = [], schemas = [] }, at) =>
    Object.entries({ extensions, schemas }).flatMap(([option, items]) =>
      duplicates<{ name: string }>(items, ({ name }) => name).map(({ name, index }) => ({
        code: 'NAME_DUPLICATE',
        path: `${at}.${option}[${index}].name`,
        message: 'The operator refuses one name twice in a list.',
        given: name,
        allowed: 'every name once',
        fix: 'Remove one.',
      })),
    ),
  );

const localeProviders: Rule = ({ products, path }) =>
  eachDatabase(products, path, ({ creation = {} }, at) =>
    Object.entries({ builtinLocale: 'builtin', icuLocale: 'icu', icuRules: 'icu' })
      .filter(([option, provider]) => creation[option as keyof typeof creation] && creation.localeProvider !== provider)
      .map(([option, provider]) => ({
        code: 'LOCALE_PROVIDER',
        path: `${at}.creation.${option}`,
        message: `${option} needs the locale provider ${provider}.`,
        given: creation.localeProvider,
        allowed: `localeProvider: '${provider}'`,
        fix: `Set localeProvider, or remove ${option}.`,
      })),
  );

const resourceNames: Rule = ({ placed, path }) =>
  placed
    .flatMap(({ product, databases, role }) => [
      ...databases.map((database) => [database.resource, `${databasePath(path, product, database)}.resourceName`]),
      ...(role ? [[role.resource, `${path}.${product}.name`]] : []),
    ])
    .filter(([name]) => !KubernetesName.isLabel(name))
    .map(([name, at]) => ({
      code: 'NAME_INVALID',
      path: at,
      message: 'The name of the resource, with the environment, is none.',
      given: name,
      allowed: KubernetesName.LABEL_RULE,
      fix: 'Choose a shorter one.',
    }));

const roleNames: Rule = ({ products, placed, bootstrapOwner, path }) =>
  products
    .filter(({ name, role }) => role !== undefined || placed.some(({ product, role }) => product === name && role))
    .filter((product) => {
      const name = roleNameOf(product);
      return name === bootstrapOwner || !/^[A-Za-z_]/.test(name) || /^(pg_|cnpg_|postgres$|streaming_replica$)/.test(name);
    })
    .map((product) => ({
      code: 'ROLE_RESERVED',
      path: `${path}.${product.name}.role.name`,
      message: 'PostgreSQL, the operator or the bootstrap have this role themselves, or cannot have it.',
      given: roleNameOf(product),
      allowed: `a name that does not start with a digit, pg_ or cnpg_, and is not postgres, streaming_replica or ${bootstrapOwner}`,
      fix: `Choose another role.name, or remove role and give the databases the owner ${bootstrapOwner}.`,
    }));

const owners: Rule = ({ base, placed, bootstrapOwner, path }) => {
  const given: string[] = (baseCluster(base).spec.managed?.roles ?? []).map(({ name }: any) => name);
  const known = (environment: string) => [
    ...placed.flatMap((other) => (other.environment === environment && other.role ? [other.role.name] : [])),
    bootstrapOwner,
    ...given,
  ];
  const unknown = placed
    .flatMap(({ product, environment, databases }) =>
      databases.flatMap((database) => {
        const at = databasePath(path, product, database);
        return [
          { environment, name: database.owner, at: `${at}.owner` },
          ...(database.options.schemas ?? []).flatMap(({ name, owner }) =>
            owner === undefined ? [] : [{ environment, name: owner, at: `${at}.schemas.${name}.owner` }],
          ),
        ];
      }),
    )
    .filter(({ environment, name }) => !known(environment).includes(name));
  return unknown
    .filter(({ at }, index) => unknown.findIndex((other) => other.at === at) === index)
    .map(({ environment, name, at }) => ({
      code: 'OWNER_UNKNOWN',
      path: at,
      message: `Nothing makes this role in ${environment}, and the operator makes no owners.`,
      given: name,
      allowed: known(environment).join(', '),
      fix: 'Name one of these, or give the product a role.',
    }));
};

const RULES: Rule[] = [
  environmentNames,
  databaseNames,
  listItems,
  localeProviders,
  resourceNames,
  roleNames,
  owners,
  ({ placed, base, path }) => duplicateClaims(placed, base.backup?.secret, path),
];

function eachDatabase(
  products: ProductOptions[],
  path: string,
  rule: (database: DatabaseOptions, at: string) => ConfigProblem[],
): ConfigProblem[] {
  return products.flatMap(({ name, databases }) =>
    databases.flatMap((database) => rule(database, `${path}.${name}.databases.${database.name}`)),
  );
}

/** The items whose name an earlier one has. */
function duplicates<T>(items: T[], nameOf: (item: T) => string): { name: string; index: number }[] {
  return items
    .map((item, index) => ({ name: nameOf(item), index }))
    .filter(({ name, index }) => items.findIndex((item) => nameOf(item) === name) < index);
}
