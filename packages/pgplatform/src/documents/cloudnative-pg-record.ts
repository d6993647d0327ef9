import { decisionRecord } from './decision-record';
import { type Block, bullets, code, link, paragraph } from './markdown';
import { DOCUMENTS, type PlatformFacts } from './platform-facts';

export function cloudNativePgRecord(platform: PlatformFacts): Block[] {
  const { release, usesPlugin, backedUp, model, operatorValues } = platform;
  return decisionRecord({
    title: 'ADR 0004: CloudNativePG for PostgreSQL',
    context: [
      paragraph(
        'Products need PostgreSQL on Kubernetes. The platform team runs it for all of them and is few people. What is asked for:',
      ),
      bullets([
        'everything declared in git and applied by Argo CD, databases and roles included;',
        'failover without a person, and a quorum that does not need to be operated separately;',
        'continuous archiving and point-in-time recovery to an object store;',
        'metrics for Prometheus;',
        'a licence and a governance that one company cannot change alone.',
      ]),
    ],
    options: [
      {
        name: 'CloudNativePG',
        pros: [
          'Its instance manager replaces an external failover manager: the Kubernetes API is the quorum store.',
          'One Cluster resource describes instances, volumes, parameters, bootstrap and recovery; databases are resources too.',
          'Admission webhooks refuse invalid changes before they reach a database.',
          'Backups, WAL archiving and point-in-time recovery are part of it.',
          'Apache-2.0, a CNCF project, PostgreSQL images of its own for each supported major.',
        ],
        cons: [
          'A minor release is supported for about half a year: upgrades are regular work, and each restarts every instance.',
          'Volumes belong to the Cluster: deleting it deletes them, so the declaration has to be guarded.',
          'Its backup interface has changed: in-tree Barman gives way to a plugin.',
        ],
      },
      {
        name: 'Zalando postgres-operator',
        pros: [
          'Long in production at scale, with Patroni and Spilo behind it.',
          'Declarative, with databases and roles in its resource.',
        ],
        cons: [
          'Patroni and Spilo are a second layer with configuration of its own inside the image.',
          'Restores and clones are driven by environment variables more than by a resource.',
        ],
      },
      {
        name: 'Crunchy PGO',
        pros: ['Mature, with pgBackRest, which has incremental backups.', 'Good documentation of recovery.'],
        cons: [
          'Patroni inside as well.',
          'The images are distributed under terms of the vendor: production use has to be checked.',
        ],
      },
      {
        name: 'A StatefulSet from a Helm chart',
        pros: ['No operator: little to learn.'],
        cons: ['No failover that can be trusted, no archiving, no recovery: all of it would be built and owned by the team.'],
      },
      {
        name: 'A managed service of a cloud provider',
        pros: ['The provider operates it; backups and failover are included.'],
        cons: [
          'It is bound to the provider’s region, price and network, and is not there on other clusters.',
          'Databases and roles are declared with another tool than everything else.',
        ],
      },
    ],
    decision: [
      paragraph(
        `CloudNativePG, version ${code(release.operatorVersion)} by the chart ${code(`cloudnative-pg ${release.operatorChart}`)}, one operator per Kubernetes cluster in ${code(model.operator.namespace)}, watching ${operatorValues.config?.clusterWide === false ? 'its own namespace' : 'all namespaces'}.`,
        backedUp.length === 0
          ? 'Backups are deferred in this repository.'
          : usesPlugin
            ? 'Backups go through the Barman Cloud plugin.'
            : 'Backups use the operator’s own Barman support.',
        'The PostgreSQL image is always named with its full version: left out, a patch of the operator can choose another major.',
      ),
    ],
    consequences: [
      'The platform moves by platform releases, tested sets of operator, chart, backup method and images; every one is a change of its own.',
      'The operator’s Application never prunes, and Clusters are guarded against deletion.',
      'The operator’s admission rules are checked offline before a merge.',
      ...(platform.hasPlugin ? ['cert-manager is a prerequisite: it issues the certificates between operator and plugin.'] : []),
      `What is left to people is in ${link('IMPLEMENTATION_SUMMARY.md', DOCUMENTS.summary)}: drills, major upgrades, restores.`,
    ],
    revisit: [
      `support of CloudNativePG ${release.operatorVersion} ends (${release.endOfLife}) and no newer release can be reached;`,
      ...(usesPlugin ? [] : ['the operator drops in-tree Barman, announced for 1.31;']),
      'a product needs what a shared cluster cannot give: isolation of its own, another region, more than one writer;',
      'a managed service is there on every cluster that the platform runs on.',
    ],
  });
}
