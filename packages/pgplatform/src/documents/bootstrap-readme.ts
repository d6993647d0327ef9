import { ArgoCd } from '@pgplatform/core';
import * as kinds from './kinds';
import { type Block, bullets, code, enumeration, fence, heading, link, paragraph, table } from './markdown';
import { DOCUMENTS, type PlatformFacts } from './platform-facts';

/** From an empty Kubernetes cluster to running databases. */
export function bootstrapReadme(platform: PlatformFacts): Block[] {
  const { model } = platform;
  return [
    heading(1, 'Bootstrap'),
    paragraph(
      'What has to be there before Argo CD deploys this repository, and in which order to do it. Afterwards every change is a merge to',
      `${code(model.targetRevision)}.`,
    ),
    heading(2, 'Prerequisites'),
    prerequisites(platform),
    ...whyTheseVersions(platform),
    ...numbered([
      ['Give Argo CD access to this repository', repositoryAccess(platform)],
      ...(platform.destinations.some((destination) => destination !== ArgoCd.IN_CLUSTER)
        ? [['Register the Kubernetes clusters', destinations(platform)] as Step]
        : []),
      ...(platform.backedUp.length ? [['Create the place for backups', objectStore(platform)] as Step] : []),
      ...(platform.chart('sealed-secrets').length
        ? [['Apply the root Application', root(platform)] as Step, ['Seal the secrets', sealing(platform)] as Step]
        : [['Seal the secrets', sealing(platform)] as Step, ['Apply the root Application', root(platform)] as Step]),
      ['Watch the first sync', firstSync(platform)],
      ['Verify', [paragraph(`Go through ${link('VERIFICATION.md', DOCUMENTS.verification)} before the first product connects.`)]],
    ]),
  ];
}

type Step = [title: string, blocks: Block[]];

function numbered(all: Step[]): Block[] {
  return all.flatMap(([title, blocks], i) => [heading(2, `${i + 1}. ${title}`), ...blocks]);
}

function prerequisites(platform: PlatformFacts): Block {
  const { model, release } = platform;
  const controllers = [
    ...new Map(
      model.environments.map(({ sealedSecrets }) => [`${sealedSecrets.namespace}/${sealedSecrets.name}`, sealedSecrets]),
    ).values(),
  ];
  const classes = [...new Set(platform.environments.map((environment) => environment.storageClass).filter(Boolean))] as string[];
  const podMonitors = platform.isScraped || platform.operatorValues.monitoring?.podMonitorEnabled;
  const rows: string[][] = [
    [
      'Kubernetes',
      `${release.kubernetes}: the versions that CloudNativePG ${release.operatorVersion} supports`,
      'kubectl version',
    ],
    [
      'Argo CD',
      `3.2 or newer in ${code(model.argoNamespace)}, and no other repository of this kind in it: the root and the operators of two would take each other over`,
      `kubectl get deployments -n ${model.argoNamespace} -l app.kubernetes.io/name=argocd-server -o jsonpath='{..image}'`,
    ],
    ...classes.map((name) => [
      `StorageClass ${code(name)}`,
      platform.storageClass?.object.metadata.name === name
        ? `generated: ${link('storage-class.yaml', platform.storageClass.path)}; its provisioner ${code(platform.storageClass.object.provisioner)} must be installed`
        : `exists, with volume expansion; why it matters is in ${link('ADR 0007', DOCUMENTS.storage)}`,
      `kubectl get storageclass ${name}`,
    ]),
    ...(platform.seals
      ? platform.chart('sealed-secrets').length
        ? [
            [
              'sealed-secrets',
              `installed by ${link('its Application', platform.chart('sealed-secrets')[0].path)}`,
              'kubectl get crd sealedsecrets.bitnami.com',
            ],
          ]
        : controllers.map(({ name, namespace }) => [
            'sealed-secrets',
            '0.40.0 or newer: with their default permissions older controllers let any user of the cluster open or widen a sealed value (CVE-2026-22728 and its successors)',
            `kubectl get service -n ${namespace} ${name}`,
          ])
      : []),
    ...(platform.hasPlugin
      ? [
          [
            'cert-manager',
            platform.chart('cert-manager').length
              ? `installed by ${link('its Application', platform.chart('cert-manager')[0].path)}`
              : 'issues the certificates between the operator and the Barman Cloud plugin',
            `kubectl get crd ${kinds.CERTIFICATES}`,
          ],
        ]
      : []),
    ...(podMonitors
      ? [
          [
            'Prometheus operator',
            'its CRDs: without them the sync of every PodMonitor fails',
            `kubectl get crd ${kinds.POD_MONITORS}`,
          ],
        ]
      : []),
    ['Node.js and npm', 'Node.js 20.16 or newer on the machine of the person who seals', 'node --version'],
  ];
  return table(
    ['what', 'requirement', 'check'],
    rows.map(([what, requirement, check]) => [what, requirement, code(check)]),
  );
}

function whyTheseVersions(platform: PlatformFacts): Block[] {
  return [
    bullets([
      'Argo CD 3.2 is the first whose retries take the newest commit (`retry.refresh`); an older one does not know the field. The protection of Applications against cascading deletion (`Delete=false` as a sync option) is honoured from 3.4 on; the annotations on the objects protect the data on every version.',
      `The API server must reach the operator’s webhook (port ${platform.webhookPort} of its Pods). Private control planes often need a firewall rule.`,
      ...(platform.hasPlugin
        ? [
            `The plugin runs in the operator’s namespace, ${code(platform.model.operator.namespace)}; anywhere else the operator does not find it.`,
          ]
        : []),
    ]),
  ];
}

function repositoryAccess({ model }: PlatformFacts): Block[] {
  const https = /^https?:/.test(model.repoUrl);
  return [
    paragraph(
      'A private repository needs a read-only credential in Argo CD. It belongs there and never into this repository.',
      https ? 'The command asks for the token.' : 'Use a deploy key without write access.',
    ),
    fence('sh', `argocd repo add ${model.repoUrl} ${https ? '--username USER' : '--ssh-private-key-path PATH'}`),
  ];
}

function destinations(platform: PlatformFacts): Block[] {
  const remote = platform.destinations.filter((destination) => destination !== ArgoCd.IN_CLUSTER);
  return [
    paragraph(
      `Environments are deployed to ${enumeration(remote.map(code))}${remote.length < platform.destinations.length ? ', beside the cluster that Argo CD runs in' : ''}.`,
      'Each must be known to Argo CD under exactly this URL or name. `CONTEXT` is its context in your kubeconfig.',
    ),
    fence('sh', ['argocd cluster add CONTEXT', 'argocd cluster list']),
    paragraph(
      'Commands in these documents that name a namespace run against the Kubernetes cluster of that environment: choose the context first.',
    ),
  ];
}

function objectStore(platform: PlatformFacts): Block[] {
  const what = { s3: 'bucket', azure: 'container', google: 'bucket' }[platform.backedUp[0].backup!.provider];
  return [
    paragraph(
      `Barman does not create the ${what}. The commands, the permissions and the lifecycle rule are in`,
      `${link('the README of the database', `${DOCUMENTS.postgres}#the-object-store`)}.`,
    ),
  ];
}

function sealing(platform: PlatformFacts): Block[] {
  const sealed = platform.environments.filter((environment) => environment.sealedSecrets.length > 0);
  const others = platform.environments.flatMap((environment) => [
    ...environment.undeclaredSecrets.map(
      ({ name, key }) =>
        `${code(`${environment.namespace}/${name}`)} (${code(key)}), which nothing declares: list it in \`secrets\` of the environment to seal it`,
    ),
    ...environment.model.secrets
      .filter((secret) => secret.source !== 'sealed')
      .map(
        (secret) =>
          `${code(`${secret.namespace}/${secret.name}`)} (${enumeration(secret.keys.map((key) => code(key.name)))}), source ${code(secret.source)}`,
      ),
  ]);
  return [
    ...(sealed.length
      ? [
          paragraph(
            'Each environment seals with the certificate of its own controller. Pin it once, compare the fingerprint with what the owner of the cluster tells you,',
            'then seal: the values are asked for and not shown, and never reach the command line, a temporary file or git.',
          ),
          fence('sh', [
            'npm ci',
            ...platform.pinCommands,
            ...sealed.flatMap((environment) =>
              environment.sealedSecrets.map((secret) => `node_modules/.bin/pgplatform seal ${environment.name} ${secret.name}`),
            ),
            'npx pgplatform check',
            'git add -A && git commit -m "Pin certificates, seal credentials" && git push',
          ]),
          ...(platform.chart('sealed-secrets').length
            ? [
                paragraph(
                  'The controller that this repository installs answers cluster administrators only: the commands that ask it need such a kubeconfig.',
                ),
              ]
            : []),
          paragraph(
            'The overlays list the sealed files always. Until a file is there the environment does not build and Argo CD deploys nothing of it: no database runs that archives nothing.',
          ),
        ]
      : [paragraph('No secret is sealed in this repository.')]),
    ...(others.length
      ? [
          paragraph('These Secrets come from elsewhere and must exist in their namespaces before the first sync:'),
          bullets([...new Set(others)]),
        ]
      : []),
  ];
}

function root(platform: PlatformFacts): Block[] {
  const { rootApplication, projectFile, model } = platform;
  const { metadata, spec } = rootApplication.application;
  const rootNeedsProject = projectFile && spec.project !== 'default';
  return [
    paragraph(
      `${link(rootApplication.path, rootApplication.path)} is the only object that a person applies. It installs everything in ${code('apps/')}: the operator${platform.hasPlugin ? ', the plugin' : ''} and the ApplicationSet ${code(model.applicationSet)}, which makes one Application per environment.`,
      rootNeedsProject ? `It belongs to the project ${code(spec.project)}, which has to exist first.` : '',
    ),
    paragraph(
      projectFile
        ? `What it installs is in the AppProjects of ${link(projectFile, projectFile)}: that of the environments allows their namespaces and neither ClusterRoles nor webhooks nor the namespace ${code(model.argoNamespace)}, the other one what the charts need. Whoever can change ${code('apps/')} can change both, and make any Application in the project of ${code(metadata.name)}: review it as you would an administrator's change.`
        : 'All Applications are in the project "default" of Argo CD, which allows every kind in every namespace of every cluster: whoever can change this repository is an administrator of them. With the option argoCd and a project in it, environments and charts get an AppProject each, the one of the environments without ClusterRoles, webhooks and the namespace of Argo CD.',
    ),
    fence('sh', [...(rootNeedsProject ? [`kubectl apply -f ${projectFile}`] : []), `kubectl apply -f ${rootApplication.path}`]),
    paragraph(
      metadata.finalizers?.length
        ? ''
        : `${code(metadata.name)} has no finalizer${spec.syncPolicy?.automated?.prune === false ? ' and never prunes' : ''}: deleting it leaves the operator and the databases where they are.`,
    ),
  ].filter((block) => block.kind !== 'paragraph' || block.text);
}

function firstSync(platform: PlatformFacts): Block[] {
  const { model, environments } = platform;
  return [
    fence('sh', [
      `kubectl get ${kinds.APPLICATIONS} -n ${model.argoNamespace}`,
      ...environments.map((environment) => environment.kubectl('get', `${kinds.CLUSTERS} ${environment.clusterName}`)),
    ]),
    paragraph(`Expected Applications: ${enumeration(platform.applicationNames.map(code))}.`),
    bullets([
      'Applications do not wait for each other, and a sync waits for nothing but its namespace: it is done when the API server has taken the objects. The environments fail at first because the operator’s CRDs are not there yet, and again with `failed calling webhook` while the operator starts.',
      `A sync that failed is retried 20 times within about 37 minutes, with the newest commit: what is merged meanwhile waits for two minutes at most. Afterwards a new commit or a person starts it again: ${code(`argocd app sync ${environments[0].application.name}`)}.`,
      'While a Cluster has no status, Argo CD’s own health check fails: the Application is `Unknown`, with the `ComparisonError` `error setting app health: failed to get resource health for "Cluster"`, and a sync that begins meanwhile fails with it and is retried. It goes away with the first status that the operator writes; if it stays, look at the operator.',
      ...(platform.seals
        ? [
            'An environment whose secret is not sealed yet stays in `ComparisonError` with the name of the missing file. That is intended.',
            'A sealed value that the controller cannot open keeps nothing else away: the SealedSecret is `Degraded`, and what needs the value fails by itself, such as archiving. Seal it again.',
          ]
        : []),
      ...(platform.applicationsSyncedByHand.length
        ? [`Some wait for a person: ${code(`argocd app sync ${platform.applicationsSyncedByHand.join(' ')}`)}.`]
        : []),
      'The first sync is done when every Application is `Synced` and `Healthy` and every Cluster says `Cluster in healthy state`.',
    ]),
  ];
}
