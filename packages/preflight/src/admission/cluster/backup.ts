import { LONGEST_AMOUNT } from '@pgplatform/core';
import type { Violation } from '../../finding';
import { type Fields, fields, isSet, text } from '../../shape';
import { ruleMaker } from '../admission-rule';
import { type ClusterView, clusterRules } from './cluster-view';

const PROVIDERS = ['azureCredentials', 's3Credentials', 'googleCredentials'];
const barman = (symbol: string) => ruleMaker<ClusterView>('Cluster', `cloudnative-pg/barman-cloud pkg/api/${symbol}`);
const path = ['spec', 'backup', 'barmanObjectStore'];
const KEEP_ONE = `Keep one of ${PROVIDERS.join(', ')}.`;

/** CL-BKP: where the in-tree backups go. */
export const backupRules = [
  barman('webhooks/config.go ValidateBackupConfiguration')(
    'CL-BKP-1',
    'An object store needs credentials.',
    KEEP_ONE,
    ofStore(function* (store, given) {
      if (given.length === 0) yield { path, given: store, allowed: PROVIDERS.join(', ') };
    }),
  ),
  barman('webhooks/config.go ValidateBackupConfiguration')(
    'CL-BKP-2',
    'An object store has the credentials of one provider.',
    KEEP_ONE,
    ofStore(function* (_, given) {
      if (given.length > 1) yield { path, given, allowed: `one of ${PROVIDERS.join(', ')}` };
    }),
  ),
  barman('config.go ValidateAwsCredentials')(
    'CL-BKP-3',
    'S3 is reached with a key pair or with the role of the pod.',
    'Give accessKeyId and secretAccessKey, or inheritFromIAMRole.',
    ofProvider('s3Credentials', function* ({ accessKeyId, secretAccessKey, inheritFromIAMRole }) {
      const keys = [accessKeyId, secretAccessKey].filter(isSet).length;
      const methods = (keys > 0 ? 1 : 0) + (inheritFromIAMRole === true ? 1 : 0);
      if (keys === 1) yield { path: [], allowed: 'accessKeyId and secretAccessKey', why: 'Half a key pair does not open S3.' };
      if (methods !== 1) yield { path: [], allowed: 'a key pair, or inheritFromIAMRole: true' };
    }),
  ),
  barman('config.go ValidateAzureCredentials')(
    'CL-BKP-4',
    'Azure is reached with a connection string alone or with exactly one other method.',
    'Keep connectionString, or one of storageKey and storageSasToken with storageAccount, or inheritFromAzureAD.',
    ofProvider('azureCredentials', (azure, view) => azureProblems(azure, view.has('1.27.3', '1.28.1', '1.29.0'))),
  ),
  barman('config.go ValidateGCSCredentials')(
    'CL-BKP-5',
    'Google Cloud Storage is reached with a key or from inside GKE.',
    'Give applicationCredentials, or gkeEnvironment: true.',
    ofProvider('googleCredentials', function* ({ gkeEnvironment, applicationCredentials }) {
      if ((gkeEnvironment === true) === isSet(applicationCredentials)) {
        yield { path: [], allowed: 'applicationCredentials, or gkeEnvironment: true' };
      }
    }),
  ),
  clusterRules('validateRetentionPolicy')(
    'CL-BKP-6',
    'A retention policy is a number of days, weeks or months.',
    'Write it as in 30d, 4w or 6m.',
    function* ({ spec }) {
      const policy = text(fields(spec.backup).retentionPolicy);
      if (policy !== '' && !/[1-9][0-9]*[dwm]$/.test(policy.slice(-LONGEST_AMOUNT))) {
        yield { path: ['spec', 'backup', 'retentionPolicy'], given: policy, allowed: 'a number and d, w or m' };
      }
    },
  ),
];

function* azureProblems(azure: Fields, hasDefaultCredentials: boolean): Iterable<Violation> {
  const methods = [
    azure.inheritFromAzureAD === true,
    hasDefaultCredentials && azure.useDefaultAzureCredentials === true,
    isSet(azure.storageKey),
    isSet(azure.storageSasToken),
  ].filter(Boolean).length;
  if (isSet(azure.connectionString)) {
    if (methods > 0 || (hasDefaultCredentials && isSet(azure.storageAccount))) {
      yield { path: [], allowed: 'connectionString alone' };
    }
  } else if (methods !== 1) yield { path: [], allowed: 'one method' };
  if (hasDefaultCredentials && (isSet(azure.storageKey) || isSet(azure.storageSasToken)) && !isSet(azure.storageAccount)) {
    yield { path: ['storageAccount'], allowed: 'the storage account of the key or token' };
  }
}

function ofStore(check: (store: Fields, providers: string[], view: ClusterView) => Iterable<Violation>) {
  return (view: ClusterView): Iterable<Violation> => {
    const store = fields(view.spec.backup).barmanObjectStore;
    return isSet(store)
      ? check(
          fields(store),
          PROVIDERS.filter((provider) => isSet(fields(store)[provider])),
          view,
        )
      : [];
  };
}

/** The operator looks into the last provider given only. */
function ofProvider(provider: string, check: (credentials: Fields, view: ClusterView) => Iterable<Violation>) {
  return ofStore(function* (store, given, view) {
    if (given[given.length - 1] !== provider) return;
    for (const violation of check(fields(store[provider]), view)) {
      yield { given: Object.keys(fields(store[provider])), ...violation, path: [...path, provider, ...violation.path] };
    }
  });
}
