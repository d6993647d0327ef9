import type { EnvironmentFacts } from '../environment-facts';
import * as kinds from '../kinds';
import { type Block, bullets, code, enumeration, fence, heading, link, paragraph, steps } from '../markdown';
import { DOCUMENTS, type PlatformFacts } from '../platform-facts';
import { RestoredCluster, TARGET_TIME } from '../restored-cluster';

/** Disaster recovery: always a new Cluster beside the old one. */
export function recovery(platform: PlatformFacts): Block[] {
  const backedUp = platform.backedUp[platform.backedUp.length - 1];
  return [
    heading(2, 'Disaster recovery'),
    ...(backedUp
      ? [
          rule(backedUp),
          ...window(platform),
          ...restore(platform, backedUp),
          ...oneDatabase(platform, backedUp),
          ...wholeCluster(backedUp),
          ...lostKubernetes(platform),
          drill(backedUp),
        ]
      : [
          paragraph(
            'Backups are deferred: there is nothing to recover from. Until there is, a logical dump is the only protection:',
          ),
          fence(
            'sh',
            platform.environments.map((environment) =>
              dump(environment, environment.service('rw'), environment.bootstrap.database),
            ),
          ),
        ]),
  ];
}

function rule({ application }: EnvironmentFacts): Block {
  return paragraph(
    `**Never delete the damaged Cluster to restore it.** Its volumes belong to it and go with it, and Argo CD creates an empty one in its place ${application.automated?.selfHeal ? 'at once' : 'at the next sync'}.`,
    'A recovery is a new Cluster with a new name and a new server name; the old one stays until nobody needs it.',
  );
}

function window({ backedUp }: PlatformFacts): Block[] {
  const moved = backedUp.filter(({ model }) => model.serverNames.length > 1);
  return [
    heading(3, 'What can be restored'),
    fence(
      'sh',
      backedUp.map((environment) => recoveryWindow(environment)),
    ),
    paragraph('Any moment from the first recoverability point to the last archived WAL can be chosen.'),
    ...(moved.length
      ? [
          paragraph(
            'What was written before an archive began is in the one before it, and is restored with the PostgreSQL version of its time: there is no point-in-time recovery across a major upgrade.',
          ),
          bullets(
            moved.map(
              ({ name, model }) =>
                `${code(name)}: now ${code(model.serverNames[model.serverNames.length - 1])}, before that ${enumeration(model.serverNames.slice(0, -1).map(code))}`,
            ),
          ),
        ]
      : []),
  ];
}

/** The command that shows the recovery window, which each backup method keeps elsewhere. */
export function recoveryWindow(environment: EnvironmentFacts): string {
  return environment.objectStore
    ? environment.kubectl(
        'get',
        `${kinds.OBJECT_STORES} ${environment.objectStore.metadata.name} -o jsonpath='{.status.serverRecoveryWindow}'`,
      )
    : environment.kubectl(
        'get',
        `${kinds.CLUSTERS} ${environment.clusterName} -o jsonpath='{.status.firstRecoverabilityPoint} {.status.lastSuccessfulBackup}'`,
      );
}

function restore(platform: PlatformFacts, environment: EnvironmentFacts): Block[] {
  const restored = new RestoredCluster(environment);
  return [
    heading(3, 'Point-in-time recovery'),
    paragraph(
      `The manifest for ${code(environment.name)}: its Cluster as it is, recovered from the archive ${code(environment.serverName)} and writing one of its own, ${code(restored.name)}.`,
      `Save it as ${code(`${environment.model.overlay}/${restored.file}`)} and replace ${code(TARGET_TIME)} by the moment to go back to, for example the minute before the mistake; until then the operator refuses it.`,
      'Leave `recoveryTarget` out to go to the end of the archive.',
    ),
    fence('yaml', platform.toYaml(restored.objects)),
    paragraph('Then list the file in `.projenrc.ts`, run `npx projen` and `npx pgplatform check`, and merge:'),
    fence('ts', `{ name: '${environment.name}', /* … */ extraResources: ['${restored.file}'] },`),
    fence('sh', [
      environment.kubectl('get', `${kinds.CLUSTERS} ${restored.name} --watch`),
      environment.kubectl(
        'exec',
        `-c postgres svc/${restored.name}-rw -- psql -U postgres ${environment.bootstrap.database} -c "SELECT pg_is_in_recovery(), now()"`,
      ),
    ]),
    bullets([
      'A name that was restored to before cannot be used again: its archive is not empty, so nothing is written into it (“Expected empty archive” in the log of the container that archives). Only the condition ContinuousArchiving (False) shows it: the Cluster stays Ready and healthy.',
      ...(environment.backup!.usesPodIdentity
        ? [
            `The identity that opens the object store must be allowed for the ServiceAccount ${code(`${environment.namespace}/${restored.name}`)} too.`,
          ]
        : []),
      `The owner’s password is a new one, in the Secret ${code(`${restored.name}-app`)}; the roles of products keep theirs.`,
      'It counts when the Cluster is created. Should this Cluster ever be recreated from the same manifest, it goes back to the same moment: its guards keep Argo CD from deleting it, do not do it by hand.',
      ...(platform.environments.length > 1
        ? [
            'For another environment start from its own Cluster and change the same places: the name, `bootstrap`, `externalClusters` and the server name it writes under.',
          ]
        : []),
    ]),
  ];
}

function oneDatabase(platform: PlatformFacts, environment: EnvironmentFacts): Block[] {
  const restored = new RestoredCluster(environment);
  const database = environment.databases[0]?.name ?? environment.bootstrap.database;
  const owner = environment.databases[0]?.owner ?? environment.bootstrap.owner;
  return [
    heading(3, 'One database is damaged'),
    paragraph(
      'The cluster is shared: going back in time takes every product back. Restore beside it, then copy the one database over.',
      'Stop its clients first; `--clean` replaces the objects that the dump contains.',
    ),
    fence('sh', [
      dump(environment, `${restored.name}-rw`, database),
      `${environment.kubectl('exec', `-i -c postgres svc/${environment.service('rw')} -- pg_restore -U postgres --clean --if-exists --no-owner --role=${owner} -d ${database}`)} < ${environment.name}-${database}.dump`,
    ]),
    paragraph(
      'Afterwards hibernate the restored Cluster (annotation `cnpg.io/hibernation: "on"` in its manifest), and remove it when the copy has proven itself: it is yours, from `extraResources`.',
      platform.objects('ValidatingAdmissionPolicy').length
        ? 'The admission policy lets it go when it is annotated for deletion.'
        : '',
    ),
  ];
}

function wholeCluster(environment: EnvironmentFacts): Block[] {
  const restored = new RestoredCluster(environment);
  return [
    heading(3, 'The whole cluster is lost'),
    bullets([
      `Restore as above and repoint the clients: ${code(`${restored.name}-rw.${environment.namespace}.svc`)} instead of ${code(environment.host)}, with the new owner’s Secret.`,
      'The new schedule takes its first base backup at once. Wait for it before you call the recovery done.',
      'Databases and roles of products are in the restored data. Their objects still name the old Cluster: new ones for the new Cluster go into `extraResources`.',
      `Hibernate the old Cluster instead of deleting it: its Pods stop, its volumes stay, and it goes on saying “Cluster in healthy state”: only its condition of that name tells. In the environment’s options: ${code("clusterPatch: { metadata: { annotations: { 'cnpg.io/hibernation': 'on' } } }")}.`,
      `Retire it when its backups have aged out (${code(environment.retention ?? 'no retention')}).`,
    ]),
  ];
}

function lostKubernetes({ seals, backedUp, example }: PlatformFacts): Block[] {
  return [
    heading(3, 'Kubernetes itself is lost'),
    steps([
      'Keep the manifest above, of every environment: it names the old archive.',
      `Give every environment a \`serverName\` that was never used, for example ${code(example.nextServerName)}: the generated Clusters start empty and must not touch the old archive.`,
      `Follow ${link('bootstrap/README.md', DOCUMENTS.bootstrap)} on the new cluster.${seals ? ' Restore the keys of the sealed-secrets controller from their backup before it starts; without them pin its new certificate and seal every value again.' : ''}`,
      `Restore ${backedUp.length === 1 ? 'the environment' : 'each environment'} beside its empty Cluster with the manifest that was kept.`,
    ]),
  ];
}

function drill(environment: EnvironmentFacts): Block {
  return paragraph(
    `**Drill.** A backup that was never restored is a hope. Once a quarter restore as above without the schedule and without ${environment.objectStore ? 'the entry in `plugins`' : 'the section `backup`'}, so that it archives nothing; check the newest rows, write down how long it took, and remove the Cluster again.`,
    'That time is the RTO; everything else is an assumption.',
  );
}

function dump(environment: EnvironmentFacts, service: string, database: string): string {
  return `${environment.kubectl('exec', `-c postgres svc/${service} -- pg_dump -U postgres -Fc ${database}`)} > ${environment.name}-${database}.dump`;
}
