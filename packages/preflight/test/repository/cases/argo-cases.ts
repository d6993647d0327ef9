import { TODAY } from '@pgplatform/test-kit';
import {
  application,
  applicationSet,
  chart,
  cluster,
  database,
  FOREIGN,
  object,
  type RuleCase,
  repository,
  schedule,
  store,
} from './repository-case';

const FINALIZER = { finalizers: ['resources-finalizer.argocd.argoproj.io'] };
const KEEP = { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' };
const options = (...syncOptions: string[]) => application({ syncPolicy: { syncOptions } });
const namespaceMetadata = (metadata: object) => application({ syncPolicy: { managedNamespaceMetadata: metadata } });
const unguarded = { annotations: {} };
const at = (server: string) => ({ destination: { server, namespace: 'db' } });

export const ARGO_CASES: RuleCase[] = [
  {
    rule: 'P-10',
    accepted: [
      repository([cluster(), store()]),
      repository([cluster({}, { annotations: { 'argocd.argoproj.io/sync-options': 'Delete=confirm, Prune=confirm' } })]),
      repository([cluster({}, unguarded)], FOREIGN),
    ],
    refused: [
      { input: repository([cluster({}, unguarded)]), path: 'metadata.annotations["argocd.argoproj.io/sync-options"]' },
      {
        input: repository([cluster({}, unguarded), application()], FOREIGN),
        path: 'metadata.annotations["argocd.argoproj.io/sync-options"]',
        severity: 'warning',
      },
      {
        input: repository([store({}, { annotations: { 'argocd.argoproj.io/sync-options': 'Prune=false' } })]),
        path: 'metadata.annotations["argocd.argoproj.io/sync-options"]',
      },
    ],
  },
  {
    rule: 'P-23',
    accepted: [repository([schedule(), database()]), repository([object('v1', 'Namespace', 'other', {}, unguarded), cluster()])],
    refused: [
      {
        input: repository([database({}, unguarded)]),
        path: 'metadata.annotations["argocd.argoproj.io/sync-options"]',
        severity: 'warning',
      },
      {
        input: repository([object('v1', 'Namespace', 'db', {}, unguarded), cluster()]),
        path: 'metadata.annotations["argocd.argoproj.io/sync-options"]',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'P-24',
    accepted: [repository([cluster(), options('Replace=false', 'ServerSideApply=true')]), repository([options('Replace=true')])],
    refused: [
      { input: repository([cluster(), options('Replace=true')]), path: 'spec.syncPolicy.syncOptions' },
      { input: repository([database(), options('Force=true')], FOREIGN), path: 'spec.syncPolicy.syncOptions' },
      {
        input: repository([cluster({}, { annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true' } })]),
        path: 'metadata.annotations["argocd.argoproj.io/sync-options"]',
      },
    ],
  },
  {
    rule: 'P-25',
    accepted: [repository([namespaceMetadata({ labels: { environment: 'prod' } })])],
    refused: [
      {
        input: repository([namespaceMetadata({ annotations: { 'argocd.argoproj.io/tracking-id': 'x' } })], FOREIGN),
        path: 'spec.syncPolicy.managedNamespaceMetadata.annotations["argocd.argoproj.io/tracking-id"]',
      },
    ],
  },
  {
    rule: 'P-26',
    accepted: [
      repository([cluster(), application()]),
      repository([cluster(), application(at('https://a')), application(at('https://b'), { name: 'b' })]),
    ],
    refused: [
      { input: repository([cluster(), application(), application({}, { name: 'twin' })]), path: 'metadata.name' },
      { input: repository([cluster(), application(), applicationSet(KEEP)]), path: 'spec.template.metadata.name' },
    ],
  },
  {
    rule: 'P-27',
    accepted: [repository([cluster(), application()]), repository([application({}, FINALIZER)])],
    refused: [
      { input: repository([cluster(), application({}, FINALIZER)]), path: 'metadata.finalizers' },
      { input: repository([chart('cloudnative-pg', {}, FINALIZER)], FOREIGN), path: 'metadata.finalizers', severity: 'warning' },
    ],
  },
  {
    rule: 'P-28',
    accepted: [repository([cluster(), applicationSet(KEEP)]), repository([applicationSet({})])],
    refused: [
      {
        input: repository([cluster(), applicationSet({ applicationsSync: 'create-update' })]),
        path: 'spec.syncPolicy.preserveResourcesOnDeletion',
      },
      {
        input: repository([cluster(), applicationSet({ preserveResourcesOnDeletion: true })]),
        path: 'spec.syncPolicy.applicationsSync',
        severity: 'warning',
      },
    ],
  },
  {
    rule: 'P-29',
    accepted: [
      repository([chart('cloudnative-pg')]),
      repository([chart('other', { syncPolicy: { automated: { prune: true } } })]),
    ],
    refused: [
      {
        input: repository([chart('cloudnative-pg', { syncPolicy: { automated: { prune: true } } })]),
        path: 'spec.syncPolicy.automated.prune',
      },
    ],
  },
  {
    rule: 'P-30',
    accepted: [
      repository([chart('cloudnative-pg')], { previous: repository([chart('cloudnative-pg')]) }),
      repository([application()]),
    ],
    refused: [
      {
        input: repository([chart('cloudnative-pg', { source: { chart: 'cloudnative-pg' } })]),
        path: 'spec.source.helm.releaseName',
      },
      {
        input: repository([chart('cloudnative-pg', { source: { chart: 'cloudnative-pg' } })], FOREIGN),
        path: 'spec.source.helm.releaseName',
        severity: 'info',
      },
      {
        input: repository([chart('cloudnative-pg', { source: { chart: 'cloudnative-pg', helm: { releaseName: 'cnpg' } } })], {
          ...FOREIGN,
          previous: repository([chart('cloudnative-pg')]),
        }),
        path: 'spec.source.helm.releaseName',
      },
    ],
  },
  {
    rule: 'P-32',
    accepted: [
      repository([cluster(), application()], { previous: repository([cluster(), application()]) }),
      repository([], {
        previous: repository([cluster()]),
        today: TODAY,
        model: { acknowledgements: [{ object: 'Cluster/db/pg', reason: 'moved', expires: '2026-12-31' }] },
      }),
    ],
    refused: [
      { input: repository([], { previous: repository([cluster()]) }), path: 'metadata.name' },
      { input: repository([cluster({}, { name: 'pg2' })], { previous: repository([cluster()]) }), path: 'metadata.name' },
      {
        input: repository([], {
          previous: repository([cluster()]),
          today: '2027-01-01',
          model: { acknowledgements: [{ object: 'Cluster/db/pg', reason: 'moved', expires: '2026-12-31' }] },
        }),
        path: 'metadata.name',
      },
      {
        input: repository([cluster(), application(at('https://b'))], {
          previous: repository([cluster(), application(at('https://a'))]),
        }),
        path: 'metadata.name',
      },
      {
        input: repository([cluster(), application({}, { name: 'renamed' })], {
          previous: repository([cluster(), application()]),
        }),
        path: 'metadata.name',
      },
    ],
  },
  {
    rule: 'P-33',
    accepted: [
      repository([application()]),
      repository([application({ source: { repoURL: 'https://elsewhere.example.com', path: 'x' } })], {
        repoUrl: 'https://git.example.com/acme.git',
      }),
      repository([application({ source: { repoURL: 'https://elsewhere.example.com', path: 'x' } })], FOREIGN),
    ],
    refused: [
      { input: repository([applicationSet(KEEP, ['prod', 'stage'])]), path: 'spec.template.spec.source.path' },
      {
        input: repository([application({ source: { repoURL: 'https://git.example.com/acme.git', path: 'gone' } })], {
          repoUrl: 'https://git.example.com/acme.git',
        }),
        path: 'spec.source.path',
      },
    ],
  },
  {
    rule: 'P-34',
    accepted: [
      repository([cluster(), application()]),
      repository([cluster(), options('ServerSideApply=true'), object('v1', 'Namespace', 'db')]),
      repository([options('ServerSideApply=true')]),
    ],
    refused: [
      { input: repository([cluster(), options('ServerSideApply=true')]), path: 'spec.syncPolicy.syncOptions' },
      {
        input: repository([cluster(), options('ServerSideApply=true')], FOREIGN),
        path: 'spec.syncPolicy.syncOptions',
        severity: 'info',
      },
    ],
  },
  {
    rule: 'P-35',
    accepted: [repository([chart('cloudnative-pg')])],
    refused: [{ input: repository([chart('cloudnative-pg', { syncPolicy: {} })]), path: 'spec.syncPolicy.syncOptions' }],
  },
  {
    rule: 'P-41',
    accepted: [repository([chart('cloudnative-pg'), chart('plugin-barman-cloud')]), repository([chart('plugin-barman-cloud')])],
    refused: [
      {
        input: repository([
          chart('cloudnative-pg'),
          chart('plugin-barman-cloud', { destination: { server: 'https://kubernetes.default.svc', namespace: 'barman' } }),
        ]),
        path: 'spec.destination.namespace',
      },
    ],
  },
];
