import * as kinds from '../kinds';
import { type Block, bullets, code, fence, heading, paragraph, steps } from '../markdown';
import type { PlatformFacts } from '../platform-facts';

/** What fails, how it shows, what to do. */
export function troubleshooting(platform: PlatformFacts): Block[] {
  return [
    heading(2, 'Troubleshooting'),
    ...look(platform),
    ...secrets(platform),
    ...archiving(platform),
    ...backups(platform),
    ...volumes(platform),
    ...nodes(platform),
    ...argo(platform),
    ...operator(platform),
  ];
}

function look(platform: PlatformFacts): Block[] {
  const { example } = platform;
  return [
    heading(3, 'First look'),
    fence('sh', [
      example.kubectl('get', `${kinds.CLUSTERS} ${example.clusterName}`),
      example.kubectl('describe', `${kinds.CLUSTERS} ${example.clusterName}`),
      example.kubectl('get', `pods,pvc -l cnpg.io/cluster=${example.clusterName}`),
      example.kubectl('logs', `-c postgres svc/${example.service('rw')} --tail=100`),
      ...(example.objectStore ? [example.kubectl('logs', `-c plugin-barman-cloud svc/${example.service('rw')} --tail=100`)] : []),
      `kubectl logs -n ${platform.model.operator.namespace} deployment/${platform.model.operator.deployment} --tail=100`,
    ]),
    ...(platform.environments.length > 1
      ? [paragraph(`The commands below are for ${code(example.name)}; exchange the namespace for another environment.`)]
      : []),
  ];
}

/** What a SealedSecret that is not in sync means, and what heals it. */
function secrets({ environments }: PlatformFacts): Block[] {
  const sealing = environments.filter(({ sealedSecrets }) => sealedSecrets.length > 0);
  const example = sealing.at(-1);
  if (!example) {
    return [];
  }
  const [{ name }] = example.sealedSecrets;
  return [
    heading(3, 'A secret does not arrive'),
    paragraph(
      'The controller makes the Secret of a SealedSecret. When it cannot, `SYNCED` is `False` with the reason, Argo CD says `Degraded`, and a Secret that was there before keeps its old values: what runs goes on with them.',
    ),
    fence('sh', [
      example.kubectl('get', kinds.SEALED_SECRETS),
      example.kubectl('get', `${kinds.SEALED_SECRETS} ${name} -o jsonpath='{.status.conditions}'`),
      `npx pgplatform live ${example.name}`,
    ]),
    bullets([
      `\`no key could decrypt secret\`: the value was sealed for another name, namespace or cluster, or its line was changed. Seal it again from its source: ${code(`node_modules/.bin/pgplatform seal ${example.name} ${name}`)}, commit, push.`,
      `\`already exists and is not managed by SealedSecret\`: somebody else made the Secret, or a file that lacked the annotation ${code('sealedsecrets.bitnami.com/managed')}. Bring the files up to date (${code('node_modules/.bin/pgplatform seal --refresh-metadata')}). Before they are merged, allow the controller once for each Secret to take it over:`,
    ]),
    fence(
      'sh',
      sealing.flatMap((environment) =>
        environment.sealedSecrets.map((secret) =>
          environment.kubectl('annotate', `secret ${secret.name} sealedsecrets.bitnami.com/managed=true`),
        ),
      ),
    ),
    bullets([
      `When they are merged already, restart the controller in ${code(example.model.sealedSecrets.namespace)} after that: an annotation does not wake it, and when it starts it looks at every SealedSecret.`,
      'The values of the Secret are the sealed ones then. Deleting the Secret does not heal: without the annotation it does not come back.',
      'A value that is sealed right and still refused, by the object store or by PostgreSQL: it is not valid at its source. Nothing here can see that.',
    ]),
  ];
}

function archiving({ example, usesPlugin, model }: PlatformFacts): Block[] {
  const target = example.backup;
  if (!target) {
    return [];
  }
  return [
    heading(3, 'Archiving fails'),
    paragraph(
      'WAL stays on the volume until it is archived, so a failing archive ends in a full volume and a stopped database. The Cluster can be `Ready` all the while.',
    ),
    fence('sh', [
      example.kubectl(
        'get',
        `${kinds.CLUSTERS} ${example.clusterName} -o jsonpath='{.status.conditions[?(@.type=="ContinuousArchiving")]}'`,
      ),
      example.psql(
        example.bootstrap.database,
        'SELECT last_archived_wal, last_archived_time, last_failed_wal, last_failed_time FROM pg_stat_archiver',
      ),
      ...(usesPlugin ? [`kubectl get deployments,pods -n ${model.operator.namespace}`] : []),
    ]),
    bullets([
      target.usesPodIdentity
        ? 'Access denied: the identity of the ServiceAccount, its trust, and the permissions above.'
        : `Access denied, or the Secret is missing: ${code(example.kubectl('get', `secret ${target.secretReferences[0].name}`))}. Does the SealedSecret open, is the key still valid at its source?`,
      `“Expected empty archive”: the path and server name hold another cluster’s archive. Nothing else shows it: the Cluster is Ready and says “Cluster in healthy state”, only the condition ContinuousArchiving is False, and the reason stands in the log of the container ${usesPlugin ? 'plugin-barman-cloud' : 'postgres'} alone. Do not empty it, it may be the only backup; give this Cluster a new server name (\`serverName\` of the environment).`,
      'No such bucket: Barman does not create it.',
      ...(target.provider === 's3' && target.endpoint
        ? ['Checksum or signature errors of an S3-compatible store: `compatible` of the backup options must not be `false`.']
        : []),
      ...(target.endpointCa
        ? [
            `Certificate errors: ${code(target.endpointCa.name)}, key ${code(target.endpointCa.key)}, holds the authority of the endpoint.`,
          ]
        : []),
      ...(usesPlugin
        ? [
            '“Unknown plugin”: the plugin must run in the operator’s namespace and its certificates must be valid. After a renewal, restart both Deployments when the operator does not notice.',
          ]
        : []),
      'Archiving catches up by itself once the cause is gone: `last_archived_time` moves, the condition becomes `True`.',
    ]),
  ];
}

function backups({ example }: PlatformFacts): Block[] {
  if (!example.backup) {
    return [];
  }
  return [
    heading(3, 'A base backup fails'),
    fence('sh', [
      example.kubectl('get', `${kinds.BACKUPS} --sort-by=.metadata.creationTimestamp`),
      example.kubectl('describe', kinds.BACKUPS),
    ]),
    bullets([
      'Archiving comes first: a backup completes only when its WAL is archived.',
      `Take one now, without waiting for the schedule: see VERIFICATION.md, “Backups”.`,
      example.objectStore
        ? 'Out of memory in the sidecar: `jobs` of the backup options, or the limits of the ObjectStore.'
        : 'Out of memory: Barman runs inside PostgreSQL’s memory limit. Lower `jobs` of the backup options or raise `memory`.',
      'The bucket grows although retention is set: the lifecycle rule for deleted objects is missing.',
    ]),
  ];
}

function volumes({ example }: PlatformFacts): Block[] {
  const claim = `${example.clusterName}-1${example.model.walStorage ? '-wal' : ''}`;
  return [
    heading(3, 'A volume is full'),
    fence('sh', [
      example.kubectl(
        'exec',
        `-c postgres svc/${example.service('rw')} -- df -h /var/lib/postgresql/data${example.model.walStorage ? ' /var/lib/postgresql/wal' : ''}`,
      ),
      ...(example.instances > 0
        ? [
            example.psql(
              example.bootstrap.database,
              'SELECT slot_name, active, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)) AS kept FROM pg_replication_slots',
            ),
          ]
        : []),
    ]),
    steps([
      'Find out what fills it: WAL that is not archived, a slot that nobody reads, or data. Never remove files from `pg_wal` by hand.',
      `Make room: raise ${example.model.walStorage ? '`walStorage` or `storage`' : '`storage`'} in \`.projenrc.ts\`, run \`npx projen\`, merge.`,
      `When PostgreSQL is down already the operator may not get to it (cloudnative-pg issue 11341). Then grow the claim by hand, to the same size as in \`.projenrc.ts\`: ${code(
        example.kubectl('patch', `pvc ${claim} --type merge -p '{"spec":{"resources":{"requests":{"storage":"SIZE"}}}}'`),
      )}`,
      'Remove the cause, then look at “A volume is more than 70% full” in the alerts: it should have come first.',
    ]),
  ];
}

function nodes({ example }: PlatformFacts): Block[] {
  const longhorn = example.storageClass?.includes('longhorn');
  return [
    heading(3, 'A node or a volume is lost'),
    fence('sh', [
      example.kubectl('get', `pods -l cnpg.io/cluster=${example.clusterName} -o wide`),
      example.kubectl('get', 'events --sort-by=.lastTimestamp'),
      ...(longhorn ? ['kubectl get volumes.longhorn.io -A'] : []),
    ]),
    bullets(
      example.instances === 1
        ? [
            `${code(example.name)} has one instance: it waits for its volume. When the node comes back, so does the database.`,
            `When the volume is gone for good, the way back is a restore${example.backup ? '; what was not archived is lost' : ', and there is no backup'}.`,
            'A Pod that is `Pending` says why in its events: no node with room, or a volume that cannot be attached there.',
          ]
        : [
            'The operator promotes a standby after the node has been unready for a while; clients reconnect through the same Service.',
            'An instance whose volume is gone is rebuilt by removing its claim and its Pod, one standby at a time, never the primary.',
            'Stay with one lost instance at a time: two at once is a restore.',
          ],
    ),
  ];
}

function argo(platform: PlatformFacts): Block[] {
  const { example, model, seals } = platform;
  const { name } = example.application;
  const patch = (text: string) =>
    `kubectl patch ${kinds.APPLICATIONS} -n ${model.argoNamespace} ${name} --type merge -p '${text}'`;
  return [
    heading(3, 'Argo CD'),
    fence('sh', `kubectl describe ${kinds.APPLICATIONS} -n ${model.argoNamespace} ${example.application.name}`),
    bullets([
      ...(seals ? ['`ComparisonError` about a missing file: a declared secret is not sealed yet.'] : []),
      '`no matches for kind`: the operator’s CRDs are not installed yet. It is retried.',
      `\`failed calling webhook\`: the operator is starting, or the API server cannot reach its port ${platform.webhookPort}.`,
      '`admission webhook … denied the request`: the operator refuses the change. `npx pgplatform check` says the same before the merge.',
      '`OutOfSync` with objects that require pruning: guarded objects are never pruned. They left git on purpose or by mistake. When nobody needs them, delete them by hand: `npx projen` printed the command for each when they left the options. What is to live on without Argo CD leaves the Application when its annotation argocd.argoproj.io/tracking-id is removed by hand. Deleting a Database or a DatabaseRole leaves the database and the role in PostgreSQL, unless its reclaim policy is `delete`.',
      `\`Synced\`, and the change is not in the cluster: after a commit that the operator refused, or that came while its webhook was away, Argo CD was seen to call it \`Synced\` from its cache, until something of the Application changed. A refresh compares again: the button, or ${code(`argocd app get ${name}`)} with --refresh.`,
      '`app path does not exist`: the folder of a removed environment or product is gone. Nothing is deleted; delete the Application.',
      `A sync that is \`Running\` with “waiting for healthy state”: an object that still has a sync wave, as earlier versions of this repository wrote them, makes it wait, and no newer commit is applied meanwhile. Merge the fix first, because a commit whose sync was ended is not tried again; then end it: ${code(`argocd app terminate-op ${name}`)}, or what that command does, without it: ${code(patch('{"status":{"operationState":{"phase":"Terminating"}}}'))}. The newest commit follows. A sync that was failing when ${code('retry.refresh')} came with an upgrade goes on with the old commit, too, until it is ended once. A sealed file gets rid of it when it is sealed again or refreshed; an object that is not in git any more when its annotation is removed by hand.`,
      ...(model.destinations?.every(({ suffix }) => suffix !== undefined) ? [leftBehind(platform)] : []),
      example.application.automated?.selfHeal
        ? 'Changes made with kubectl in a Cluster’s specification are reverted; annotations such as hibernation or fencing are not.'
        : 'Changes made with kubectl stay until the next sync: `OutOfSync` may be somebody’s hand.',
    ]),
  ];
}

/** Earlier versions renamed the Applications of the first Kubernetes cluster when a second one came. */
function leftBehind({ model }: PlatformFacts): string {
  return `Two Applications with one chart and one destination, one of them ${code('cloudnativepg')} or ${code('plugin-barman-cloud')} without an ending: it was left behind when a second Kubernetes cluster came, and both set the version of the operator, which recreates the Pods of every database. Delete the one without an ending; what it installed stays: ${code(`kubectl delete ${kinds.APPLICATIONS} -n ${model.argoNamespace} cloudnativepg plugin-barman-cloud --ignore-not-found --cascade=orphan`)}.`;
}

function operator({ model }: PlatformFacts): Block[] {
  return [
    heading(3, 'The operator'),
    paragraph(
      'A restart of the operator does not touch running databases; while it is down there is no failover and no reconciliation.',
      'A new operator version restarts every instance, unless in-place updates of the instance manager are switched on: upgrades are changes of their own, never together with a change of a Cluster.',
    ),
    fence('sh', [
      `kubectl rollout status -n ${model.operator.namespace} deployment/${model.operator.deployment}`,
      `kubectl rollout restart -n ${model.operator.namespace} deployment/${model.operator.deployment}`,
    ]),
  ];
}
