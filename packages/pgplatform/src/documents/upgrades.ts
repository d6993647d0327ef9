import { PlatformRelease } from '@pgplatform/core';
import * as kinds from './kinds';
import { type Block, bullets, code, fence, heading, paragraph, table } from './markdown';
import type { PlatformFacts } from './platform-facts';

/** What a step of the release path changes, in words. */
const STEPS: Record<string, string> = {
  operator: 'a newer operator, which restarts every instance; no manifest of an environment changes',
  monitoring: 'PodMonitor objects instead of a field of the Cluster, and the failover quorum of three and more instances',
  roles: 'roles of products as objects of their own instead of a list in the Cluster',
  image: 'a newer PostgreSQL on the same Debian release',
  plugin: 'the Barman Cloud plugin is installed; nothing uses it yet',
  'object-store': 'the ObjectStore, beside the backups that the operator still takes',
  backups: 'Cluster and ScheduledBackup move to the plugin, which goes on in the same archive',
  'base-backup': 'one base backup by the plugin, to prove it',
  flavour: 'the PostgreSQL image without its own Barman; the object of that one base backup goes, the backup stays',
};

/** Where the repository stands on the way to the newest release; nothing when it has arrived. */
export function standing({ release }: PlatformFacts): Block[] {
  const latest = PlatformRelease.latest();
  const [next] = PlatformRelease.path(release.id, latest.id);
  return next
    ? [
        paragraph(
          release.isWayPoint
            ? `**This repository is between two releases.** ${code(release.id)} is a step on the way to ${code(release.release)}; go on when it is merged and healthy.`
            : `The newest release is ${code(latest.id)}.`,
          `The next step is ${code(next.id)}: ${STEPS[next.step]}.`,
        ),
        fence('sh', `npx pgplatform upgrade --to ${latest.id}`),
      ]
    : [];
}

/** How the packages, the platform release and PostgreSQL move on, and how an environment goes. */
export function upgrades(platform: PlatformFacts): Block[] {
  const { release, example, model } = platform;
  const latest = PlatformRelease.latest();
  const path = PlatformRelease.path(release.id, latest.id);
  const newer = release.postgresMajors.filter((major) => major > example.image.major);
  const version = newer[0] ?? example.image.version;
  return [
    heading(2, 'Upgrades'),
    paragraph(
      'Nothing moves by itself. Each of these needs a clean work tree, changes files, says what it does to every database, and commits only where it says so.',
    ),
    table(
      ['command', 'does'],
      [
        [
          'npx projen upgrade',
          'the newest packages, the changes of `.projenrc.ts` that they need, and all files again; the platform release stays',
        ],
        [
          `npx pgplatform upgrade --to ${latest.id}`,
          'the next step towards that platform release; with `--all` every step, one commit each',
        ],
        [
          `npx pgplatform upgrade --postgres ${version} --env ${example.name}`,
          newer.length > 0
            ? `PostgreSQL ${version} in ${code(example.name)}: an upgrade offline, on the same Debian release, with a new archive`
            : `another version of PostgreSQL ${example.image.major} in ${code(example.name)}`,
        ],
      ].map(([command, does]) => [code(command), does]),
    ),
    bullets([
      'Argo CD applies what is merged at once: merge one step, wait until the operator, the Clusters and archiving are healthy, then make the next.',
      'A major upgrade cannot be undone and has no point-in-time recovery across it: what was written before it is restored from the old archive with the old version, what comes after it from the new one. Take a base backup before and after it (`baseBackups`).',
      'A major upgrade stays on one Debian release and goes to a minor version that was released with the one that runs, or later. While it runs there is neither primary nor replica; then the replicas are cloned again. When its Job fails, revert the commit: the old image is accepted until the upgrade is done.',
    ]),
    paragraph(
      `On GitHub, the workflow ${code('upgrade.yml')} opens one pull request a week when there are newer packages, and by hand (input ${code('to')}) one for the next step to a platform release. It needs the setting "Allow GitHub Actions to create and approve pull requests"; its header says what the optional secret PGPLATFORM_TOKEN is for. Its label is what the packages of ${code(model.targetRevision)} say that the change does, or ${code('unknown')}.`,
      `It never changes what is in .github, where a file can run code with your secrets before anybody has read it: an upgrade that has to change a workflow fails there, and a person makes it. On a branch of your own, run ${code('npx projen upgrade')}, read what it does in .github, push it and open the pull request.`,
      `On every pull request, ${code('impact.yml')} and ${code('impact-comment.yml')} put what it does to each database into one comment, with the reasons in the summary of the run, and the check fails when data would be destroyed, or a database would go down and stay down.`,
    ),
    ...(path.length > 0
      ? [
          paragraph(`From here to ${code(latest.id)}:`),
          table(
            ['step', 'changes'],
            path.map((row) => [code(row.id), STEPS[row.step]]),
          ),
        ]
      : []),
    heading(2, 'Removing an environment'),
    paragraph(
      `In two changes, because ${code('npx pgplatform diff')} refuses what destroys data unless somebody agreed to it. The first agrees, for one object, with a reason and a last day:`,
    ),
    fence('ts', [
      `acknowledgements: [{ object: 'Cluster/${example.namespace}/${example.clusterName}', reason: '…', expires: 'YYYY-MM-DD' }],`,
    ]),
    paragraph(
      `The second takes the environment out of ${code('environments')}. Argo CD deletes nothing: the Application ${code(example.application.name)}, the Cluster and its volumes stay until a person removes them${platform.backedUp.length ? ', and the archive as long as you keep it' : ''}.`,
      `A folder with a sealed file or another of yours is left whole and goes on being applied, from the base as that is then; without its generated files it would still be applied, and what is missing would be pruned. If it no longer builds, nothing of it is applied or pruned.`,
    ),
    paragraph('After the merge, in any order, and the folder as a whole; `npx projen` prints these commands:'),
    fence('sh', [
      `kubectl delete ${kinds.APPLICATIONS} -n ${model.argoNamespace} ${example.application.name} --cascade=orphan`,
      `git rm -r ${example.model.overlay}`,
    ]),
    paragraph(
      'The first alone leaves a folder that nothing applies; the second alone an Application that says `app path does not exist`. Neither deletes anything of the database.',
      `The acknowledgement goes when the folder is gone. In ${code(model.targetRevision)} it counts to its last day only.`,
    ),
  ];
}
