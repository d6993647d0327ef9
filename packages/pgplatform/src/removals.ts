import {
  ArgoCd,
  type ModelDatabase,
  type ModelEnvironment,
  type ModelSecret,
  type PlatformModel,
  PlatformRelease,
} from '@pgplatform/core';
import { APPLICATIONS, DATABASE_ROLES, DATABASES, OBJECT_STORES, SCHEDULED_BACKUPS, SEALED_SECRETS } from './documents/kinds';

type Models = { readonly before: PlatformModel; readonly after: PlatformModel };

/**
 * What left the options since the last synthesis, what Argo CD does with it, and the commands for the rest: Argo CD deletes nothing that
 * holds or protects data, and no Application.
 *
 * @param before the model of the last synthesis
 * @param after the model of this one
 */
export function removals(before: PlatformModel, after: PlatformModel): string[] {
  const models = { before, after };
  return [
    ...setRemoval(models),
    ...before.environments.flatMap((old) => {
      const now = after.environments.find(({ name }) => name === old.name);
      return now
        ? [...backupRemoval(old, now, models), ...productRemovals(old, models), ...secretRemovals(old, now, models)]
        : [environmentRemoval(old, models)];
    }),
    ...destinationRemovals(models),
  ];
}

/** The ApplicationSet of the databases, when there are none any more. */
function setRemoval({ before, after }: Models): string[] {
  const name = `${before.applicationSet}-databases`;
  return before.databases.length === 0 || after.databases.length > 0
    ? []
    : [
        lines(
          `No product has a database any more. The root never prunes: the ApplicationSet ${name} stays, and would make its Applications again. ` +
            'Before any of them is deleted:',
          `  kubectl delete applicationsets.argoproj.io -n ${before.argoNamespace} ${name}   # its Applications stay`,
        ),
      ];
}

/** Kubernetes clusters that no environment is in any more. */
function destinationRemovals({ before, after }: Models): string[] {
  const isUsed = ({ environments }: PlatformModel, id: string) => environments.some(({ destination }) => destination === id);
  const { sealedSecrets, certManager } = before.options.operatorValues?.prerequisites ?? {};
  const charts = [
    'cloudnativepg',
    ...(before.operator.pluginChart ? ['plugin-barman-cloud'] : []),
    ...(sealedSecrets === 'install' ? ['sealed-secrets'] : []),
    ...(certManager === 'install' ? ['cert-manager'] : []),
  ];
  return (after.destinations ?? [])
    .filter(({ id }) => isUsed(before, id) && !isUsed(after, id))
    .map(({ id, suffix }) => {
      const names = charts.map((chart) => `${chart}${suffix ? `-${suffix}` : ''}`);
      return lines(
        `No environment is in ${id} any more. The root never prunes: ${named('Application', names)} stays, and keeps what it installed there as it is. ` +
          'When no database runs there any more:',
        deleteApplications(names, before),
      );
    });
}

function environmentRemoval(old: ModelEnvironment, models: Models): string {
  const { before, after } = models;
  const databases = before.databases.filter(({ environment }) => environment === old.name);
  const applications = [`${before.applicationSet}-${old.name}`, ...distinct(databases.map(applicationOf))];
  const isRefused =
    after.argoProject !== 'default' &&
    !after.environments.some(({ namespace, destination }) => namespace === old.namespace && destination === old.destination);
  return lines(
    `Environment ${old.name} is gone from the options. Argo CD deletes nothing: ${named('Application', applications)} stays (applicationsSync: create-update), ` +
      `and so do the Cluster ${old.namespace}/${old.cluster}, its volumes, secrets and backups, until somebody deletes them by hand.`,
    isRefused
      ? `The AppProject ${after.argoProject} no longer allows the namespace: the Application says InvalidSpecError, and neither applies nor deletes anything.`
      : 'A folder that is gone deletes nothing either (`app path does not exist`); one with a file left in it would be applied without the rest, which is pruned.',
    'Second step, after the merge, in any order, each folder as a whole:',
    deleteApplications(applications, before),
    removeFolders([old.overlay, ...distinct(databases.map(({ folder }) => folder))]),
  );
}

/** An environment that is backed up no more: the schedule would go on, and every Backup that it makes would fail. */
function backupRemoval(old: ModelEnvironment, now: ModelEnvironment, { before }: Models): string[] {
  return old.destinationPath === undefined || now.destinationPath !== undefined
    ? []
    : [
        lines(
          `Backups of ${old.name} are taken no more. Argo CD does not delete what is guarded: the Application ${before.applicationSet}-${old.name} ` +
            'stays OutOfSync (requires pruning), and the ScheduledBackup goes on making Backups, which fail, until they are deleted by hand:',
          deleteObject(SCHEDULED_BACKUPS, old, `${old.cluster}-daily`, 'what is in the archive stays'),
          ...(PlatformRelease.of(before.platformRelease).hasObjectStore
            ? [deleteObject(OBJECT_STORES, old, `${old.cluster}-store`, 'what is in the archive stays')]
            : []),
        ),
      ];
}

/** Databases and products that are gone from an environment that stays. */
function productRemovals(old: ModelEnvironment, models: Models): string[] {
  const { before, after } = models;
  const of = ({ databases }: PlatformModel) => databases.filter(({ environment }) => environment === old.name);
  const gone = of(before).filter((was) => !of(after).some(({ resource }) => resource === was.resource));
  return distinct(gone.map(({ folder }) => folder)).map((folder) => {
    const here = gone.filter((database) => database.folder === folder);
    const [{ product }] = here;
    const isGone = !of(after).some((database) => database.folder === folder);
    const role = isGone ? roleOf(old, folder) : undefined;
    const names = here.map(({ name }) => name).join(', ');
    return lines(
      `Product ${product} has no database ${names} in ${old.name} any more. Argo CD deletes nothing that is guarded: ` +
        (isGone
          ? `the Application ${applicationOf(here[0])} stays, and its objects with it.`
          : `the Application ${applicationOf(here[0])} stays OutOfSync (requires pruning) until they are deleted by hand.`),
      'When nobody needs them any more:',
      ...(isGone ? [deleteApplications([applicationOf(here[0])], before), removeFolders([folder])] : []),
      ...here.map((database) => deleteDatabase(database, old, before)),
      ...(role && PlatformRelease.of(before.platformRelease).hasDatabaseRole
        ? [
            deleteObject(
              DATABASE_ROLES,
              old,
              `${product}-${old.name}`,
              'the role stays in PostgreSQL (databaseRoleReclaimPolicy: retain)',
            ),
          ]
        : []),
      ...(role ? deleteSecret(role, old) : []),
    );
  });
}

/** Secrets of an environment that stays which are declared no more, or come from elsewhere now. */
function secretRemovals(old: ModelEnvironment, now: ModelEnvironment, { before, after }: Models): string[] {
  const isFolderThere = (file: string) =>
    file.startsWith(`${old.overlay}/`) || after.databases.some(({ folder }) => file.startsWith(`${folder}/`));
  return old.secrets
    .filter(({ name, source, file }) => {
      const isStill = now.secrets.some((secret) => secret.name === name && secret.source === source);
      return KINDS[source] !== undefined && !isStill && isFolderThere(file);
    })
    .map((secret) => {
      const [, product] = secret.file.startsWith(`${old.overlay}/`) ? [] : secret.file.split('/');
      const application = product ? applicationOf({ product, environment: old.name }) : `${before.applicationSet}-${old.name}`;
      return lines(
        `${KINDS[secret.source]?.kind} ${secret.namespace}/${secret.name} is generated or listed no more. Argo CD does not delete what is guarded: ` +
          `the Application ${application} stays OutOfSync (requires pruning) until it is deleted by hand:`,
        ...deleteSecret(secret, old),
      );
    });
}

/** The objects that make Secrets, by the source of the secret. */
const KINDS: Record<string, { readonly kind: string; readonly resource: string } | undefined> = {
  sealed: { kind: 'SealedSecret', resource: SEALED_SECRETS },
  external: { kind: 'ExternalSecret', resource: 'externalsecrets.external-secrets.io' },
};

function applicationOf({ product, environment }: Pick<ModelDatabase, 'product' | 'environment'>): string {
  return `databases-${product}-${environment}`;
}

function roleOf({ secrets }: ModelEnvironment, folder: string): ModelSecret | undefined {
  return secrets.find(({ file }) => file.startsWith(`${folder}/`));
}

/** The reclaim policy of a Database decides what its deletion does in PostgreSQL (cloudnative-pg, database_controller.go). */
function deleteDatabase(
  { product, name, resource }: ModelDatabase,
  environment: ModelEnvironment,
  { options }: PlatformModel,
): string {
  const declared = options.products?.find((one: any) => one.name === product)?.databases?.find((one: any) => one.name === name);
  const does =
    declared?.reclaimPolicy === 'delete'
      ? `DROPS the database ${name} (reclaimPolicy: delete)`
      : `the database ${name} stays in PostgreSQL (databaseReclaimPolicy: retain)`;
  return deleteObject(DATABASES, environment, resource, does);
}

function deleteSecret({ name, source }: ModelSecret, environment: ModelEnvironment): string[] {
  const resource = KINDS[source]?.resource;
  return resource ? [deleteObject(resource, environment, name, 'the Secret stays')] : [];
}

function deleteObject(kind: string, { namespace, destination }: ModelEnvironment, name: string, does: string): string {
  const where = destination === ArgoCd.IN_CLUSTER ? '' : `, in ${destination}`;
  return `  kubectl delete ${kind} -n ${namespace} ${name}   # ${does}${where}`;
}

/** Generated Applications have no finalizer: nothing goes with them. `argocd app delete` would add one. */
function deleteApplications(names: string[], { argoNamespace }: PlatformModel): string {
  return `  kubectl delete ${APPLICATIONS} -n ${argoNamespace} ${names.join(' ')} --cascade=orphan`;
}

function removeFolders(folders: string[]): string {
  return `  git rm -r --ignore-unmatch ${folders.join(' ')}`;
}

function named(kind: string, names: string[]): string {
  return names.length === 1 ? `the ${kind} ${names[0]}` : `each of the ${kind}s ${names.join(', ')}`;
}

function distinct(texts: string[]): string[] {
  return [...new Set(texts)];
}

function lines(...all: string[]): string {
  return all.join('\n');
}
