import { annotated, cluster, clusterSpec, object, parameters } from '../manifest';
import type { RuleCase } from '../rule-case';

const store = { destinationPath: 's3://b', s3Credentials: { inheritFromIAMRole: true } };

/** ANN-W and CL-W: what is accepted with a warning. */
export const warningCases: RuleCase[] = [
  {
    rule: 'ANN-W-1',
    accepted: [cluster(), annotated('cnpg.io/validation', 'enabled'), annotated('cnpg.io/validation', '')],
    refused: [
      [annotated('cnpg.io/validation', 'disabled'), 'metadata.annotations["cnpg.io/validation"]'],
      [annotated('cnpg.io/validation', 'no'), 'metadata.annotations["cnpg.io/validation"]'],
      [
        object('Database', {}, { annotations: { 'cnpg.io/validation': 'disabled' } }),
        'metadata.annotations["cnpg.io/validation"]',
      ],
    ],
  },
  {
    rule: 'CL-W-1',
    accepted: [clusterSpec({ enablePDB: false })],
    refused: [[clusterSpec({ nodeMaintenanceWindow: { inProgress: false } }), 'spec.nodeMaintenanceWindow']],
  },
  {
    rule: 'CL-W-2',
    accepted: [clusterSpec({ plugins: [{ name: 'p' }] })],
    refused: [
      [clusterSpec({ backup: { barmanObjectStore: store } }), 'spec.backup.barmanObjectStore'],
      [
        clusterSpec({ externalClusters: [{ name: 'e', barmanObjectStore: store }] }),
        'spec.externalClusters[0].barmanObjectStore',
      ],
    ],
  },
  {
    rule: 'CL-W-3',
    accepted: [clusterSpec({ backup: { retentionPolicy: '30d', barmanObjectStore: store } })],
    refused: [[clusterSpec({ backup: { retentionPolicy: '30d' } }), 'spec.backup.retentionPolicy']],
  },
  {
    rule: 'CL-W-4',
    accepted: [clusterSpec({ storage: { storageClass: 'a', pvcTemplate: {} } })],
    refused: [
      [
        clusterSpec({ storage: { storageClass: 'a', pvcTemplate: { storageClassName: 'b' } } }),
        'spec.storage.pvcTemplate.storageClassName',
      ],
      [
        clusterSpec({ walStorage: { size: '1Gi', pvcTemplate: { resources: { requests: { storage: '1Gi' } } } } }),
        'spec.walStorage.pvcTemplate.resources.requests.storage',
      ],
    ],
  },
  {
    rule: 'CL-W-5',
    accepted: [parameters({ shared_buffers: '256MB' })],
    refused: [[parameters({ shared_buffers: '256' }), 'spec.postgresql.parameters.shared_buffers']],
  },
  {
    rule: 'CL-W-6',
    accepted: [clusterSpec({ monitoring: { metricsQueriesTTL: '30s' } })],
    refused: ['0', '0s', '0h0m'].map((metricsQueriesTTL) => [
      clusterSpec({ monitoring: { metricsQueriesTTL } }),
      'spec.monitoring.metricsQueriesTTL',
    ]),
  },
  {
    rule: 'CL-W-7',
    accepted: [clusterSpec({ monitoring: { enablePodMonitor: false } })],
    refused: [
      [clusterSpec({ monitoring: { enablePodMonitor: true } }), 'spec.monitoring.enablePodMonitor'],
      [clusterSpec({ monitoring: { podMonitorRelabelings: [{}] } }), 'spec.monitoring.podMonitorRelabelings'],
    ],
  },
];
