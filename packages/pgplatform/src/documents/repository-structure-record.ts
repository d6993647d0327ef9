import { decisionRecord } from './decision-record';
import { type Block, bullets, code, enumeration, link, paragraph, table } from './markdown';
import type { PlatformFacts } from './platform-facts';

export function repositoryStructureRecord(platform: PlatformFacts): Block[] {
  const { model, environments, rootApplication, seals, destinations } = platform;
  const automated = platform.objects('ApplicationSet').find(({ object }) => object.metadata.name === model.applicationSet);
  return decisionRecord({
    title: 'ADR 0010: GitOps repository structure',
    context: [
      paragraph(
        'Several environments run the same database with different sizes, and a mistake in git must not be able to delete one. Reviewers have to see what a change does to each environment.',
        'Copies of a hand-written repository drift apart, and every upgrade is made once per copy.',
      ),
    ],
    options: [
      {
        name: 'One base, one Kustomize overlay per environment, generated from options',
        pros: [
          'What differs between environments is all that an overlay holds.',
          'Options are typed and checked; the same options give the same bytes, so an edit by hand shows as a difference.',
          'Plain manifests in git: Argo CD and a person read the same files.',
        ],
        cons: [
          'A generator has to run before a commit.',
          'The effective manifest is in no single source file; it is rendered beside them for review.',
        ],
      },
      {
        name: 'Hand-written manifests',
        pros: ['Nothing to install.'],
        cons: [
          'Names, paths and namespaces are repeated in many places and have to agree.',
          'Guards and defaults are forgotten one copy at a time.',
        ],
      },
      {
        name: 'A Helm chart with values per environment',
        pros: ['Well known.'],
        cons: [
          'Text templates make YAML: types and structure are checked late.',
          'What is deployed exists only after rendering in Argo CD.',
        ],
      },
      {
        name: 'A branch per environment',
        pros: ['Promotion is a merge.'],
        cons: ['Branches drift, and a merge carries what belonged to one environment only.'],
      },
    ],
    decision: [
      paragraph('One base, one overlay per environment, generated. Folders and their owners:'),
      table(
        ['folder', 'read by', 'owner'],
        [
          [code('apps/'), `Argo CD, through ${link(rootApplication.path, rootApplication.path)}`, 'generated'],
          [code('infrastructure/postgres/base/'), 'every overlay', 'generated'],
          ...environments.map(({ model: { overlay }, application }) => [
            code(`${overlay}/`),
            `the Application ${code(application.name)}, synced ${application.automated ? 'automatically' : 'by a person'}`,
            `generated${seals ? '; sealed files and files in `extraResources` belong to people' : '; files in `extraResources` belong to people'}`,
          ]),
          ...(platform.hasFolder('workloads')
            ? [[code('workloads/'), 'one Application per product and environment', 'generated; sealed files belong to people']]
            : []),
          ...(environments.some(({ model: { rendered } }) => rendered) ? [[code('rendered/'), 'reviewers', 'generated']] : []),
        ],
      ),
      bullets([
        `${code(rootApplication.application.metadata.name)} is applied by a person once. It never prunes.`,
        `The ApplicationSet ${code(model.applicationSet)} has an explicit list of environments: a new folder alone never makes a database. It creates and updates Applications and does not delete them${
          automated ? `, see ${link(automated.path, automated.path)}` : ''
        }.`,
        'Objects that hold or protect data carry `Prune=false,Delete=false`.',
        'Applications do not wait for each other; they retry, with the newest commit. Within one there are no sync waves: a sync is one apply, so that a secret, a database or a Cluster that is not healthy keeps nothing else away, and holds no fix back. The operator copes with any order.',
        'Everything of one environment is in its own namespace; the namespace is never part of the manifests, so it is never deleted by them.',
        ...(destinations.length > 1 ? [`Environments are deployed to ${enumeration(destinations.map(code))}.`] : []),
        'No plain Secret, ever.',
      ]),
    ],
    consequences: [
      'A change is: edit `.projenrc.ts`, run `npx projen`, read the difference, merge. CI refuses anything else.',
      'Adding an environment changes its own folder, the list, and what is derived from it. Removing one leaves its objects in the cluster for a person to decide.',
      'Names of environments, Clusters, namespaces and the ApplicationSet are identities: changing one makes a new, empty database and orphans the old one. Synthesis stops and says so.',
      'Secrets are sealed files next to what uses them, bound to their name and namespace.',
      'A new version of the generator is a pull request with a readable difference.',
    ],
    revisit: [
      'environments need to move through stages with a gate that Argo CD cannot express;',
      'more teams share one repository than can review it together;',
      'Argo CD gets ordering between Applications, so that retries are no longer needed.',
    ],
  });
}
