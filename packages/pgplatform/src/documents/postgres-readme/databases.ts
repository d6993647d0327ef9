import type { EnvironmentFacts } from '../environment-facts';
import * as kinds from '../kinds';
import { type Block, bullets, code, fence, heading, paragraph, table } from '../markdown';
import type { PlatformFacts } from '../platform-facts';

/** Databases of products: what there is, how one is added and removed. */
export function databases(platform: PlatformFacts): Block[] {
  return [
    heading(2, 'Databases of products'),
    ...inventory(platform),
    heading(3, 'Add one'),
    ...add(platform),
    heading(3, 'Remove one'),
    ...remove(platform),
    heading(3, 'What the objects cannot express'),
    bullets([
      `Every role may connect to every database until \`REVOKE CONNECT ON DATABASE … FROM PUBLIC\` is run.${platform.hasMetricsRole ? ' The operator’s role `cnpg_metrics_exporter` then needs `GRANT CONNECT`.' : ''}`,
      'A Database object must be in the namespace of its Cluster; products do not create it in their own.',
      'Grants beyond ownership, and migrations, belong to the product.',
    ]),
  ];
}

function inventory({ environments, release, model }: PlatformFacts): Block[] {
  if (model.databases.length === 0) {
    return [paragraph('No product has a database yet. Each Cluster has the database of its bootstrap, see “Connecting”.')];
  }
  return [
    table(
      ['product', 'environment', 'database', 'owner', 'object', 'folder'],
      model.databases.map(({ product, environment, name, owner, resource, folder }) => [
        code(product),
        code(environment),
        code(name),
        code(owner),
        code(resource),
        code(folder),
      ]),
    ),
    paragraph(
      release.hasDatabaseRole
        ? 'A role is a DatabaseRole object beside the database; its name and password are in a Secret.'
        : 'A role is an entry of `spec.managed.roles` of the Cluster; its name and password are in a Secret. DatabaseRole objects exist from CloudNativePG 1.30 on.',
      'A product connects to the primary’s Service with that user name and password. Are its databases there?',
    ),
    fence(
      'sh',
      environments.filter((environment) => environment.databases.length > 0).map((environment) => check(environment)),
    ),
    paragraph('`status.applied` of each object says whether PostgreSQL has it, and `status.message` why not.'),
  ];
}

function check(environment: EnvironmentFacts): string {
  const applied = '.metadata.name} {.status.applied} {.status.message}';
  return environment.kubectl('get', `${kinds.DATABASES} -o jsonpath='{range .items[*]}{${applied}{"\\n"}{end}'`);
}

function add(platform: PlatformFacts): Block[] {
  const { seals, example, model } = platform;
  const [existing] = model.databases;
  return [
    paragraph('List it in `.projenrc.ts`:'),
    fence(
      'ts',
      existing
        ? `products: [{ name: '${existing.product}', databases: [/* … */ { name: 'another_db' }] }, /* … */],`
        : "products: [{ name: 'product-a', databases: [{ name: 'api_db' }] }],",
    ),
    paragraph(
      'Run `npx projen`: it writes the objects for every environment, and one role per product that owns its databases.',
      seals
        ? `Seal the role’s password in each environment; ${code('node_modules/.bin/pgplatform seal status')} names what is missing, for example in ${code(example.name)}.`
        : '',
      'Merge. The database is there when its object says `applied`.',
    ),
  ];
}

function remove({ environments }: PlatformFacts): Block[] {
  const deletes = environments.flatMap((environment) =>
    environment.objects
      .filter((object) => object.kind === 'Database' && object.spec.databaseReclaimPolicy === 'delete')
      .map((object) => code(`${environment.namespace}/${object.metadata.name}`)),
  );
  return [
    paragraph(
      'Taking it out of `.projenrc.ts` removes the manifests. Argo CD does not delete the objects (`Prune=false`): their Application stays `OutOfSync` until somebody deletes them by hand, with the commands that `npx projen` prints then. The database stays in PostgreSQL all the same.',
      'To drop it too, take a base backup, delete the Database object, then drop the database as the superuser.',
    ),
    ...(deletes.length
      ? [
          paragraph(
            `These Database objects have \`databaseReclaimPolicy: delete\`: deleting one drops its data at once. ${deletes.join(', ')}`,
          ),
        ]
      : []),
  ];
}
