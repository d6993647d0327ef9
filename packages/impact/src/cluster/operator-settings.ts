import { always } from '../change-rule';

/** What only the operator and the instance manager read: no Pod and no session notices. */
export const OPERATOR_SETTING_RULES = [
  always(
    'monitoring',
    'none',
    [
      'spec.monitoring.customQueriesConfigMap',
      'spec.monitoring.customQueriesSecret',
      'spec.monitoring.disableDefaultQueries',
      'spec.monitoring.enablePodMonitor',
      'spec.monitoring.metricsQueriesTTL',
      'spec.monitoring.podMonitorMetricRelabelings',
      'spec.monitoring.podMonitorRelabelings',
    ],
    'The exporter in the instance manager asks other queries; PostgreSQL goes on.',
    'cloudnative-pg docs/src/monitoring.md',
  ),
  always(
    'services',
    'none',
    ['spec.managed.services'],
    'The operator makes and removes Services beside the running Pods; clients of a Service that goes must use another.',
    'cloudnative-pg docs/src/service_management.md',
  ),
  always(
    'pod-disruption-budget',
    'none',
    ['spec.enablePDB', 'spec.nodeMaintenanceWindow'],
    'The operator changes PodDisruptionBudgets; running Pods stay.',
    'cloudnative-pg docs/src/kubernetes_upgrade.md',
  ),
  always('description', 'none', ['spec.description'], 'The text is for people.', 'cloudnative-pg api/v1/cluster_types.go'),
  always(
    'timings',
    'none',
    [
      'spec.failoverDelay',
      'spec.switchoverDelay',
      'spec.smartShutdownTimeout',
      'spec.postgresql.promotionTimeout',
      'spec.primaryLease',
    ],
    'The time counts the next time that an instance is shut down or promoted.',
    'cloudnative-pg api/v1/cluster_types.go',
  ),
  always(
    'update-method',
    'none',
    ['spec.primaryUpdateMethod', 'spec.primaryUpdateStrategy'],
    'It decides how the primary is treated by later changes, and by one that waits for somebody now (phase "Waiting for user action").',
    'cloudnative-pg docs/src/rolling_update.md',
  ),
  always(
    'superuser-access',
    'none',
    ['spec.enableSuperuserAccess', 'spec.superuserSecret'],
    'The operator sets or removes the password of postgres with SQL.',
    'cloudnative-pg docs/src/security.md',
  ),
  always(
    'inherited-metadata',
    'none',
    ['spec.inheritedMetadata', 'spec.serviceAccountTemplate'],
    'The operator patches labels and annotations of objects that are there; no Pod is recreated.',
    'cloudnative-pg docs/src/labels_annotations.md',
  ),
  always(
    'bootstrap',
    'none',
    ['spec.bootstrap'],
    'It counted when the cluster was made; it counts again only if the Cluster is ever made anew, and a recovery that is left here would then bring old data back.',
    'cloudnative-pg docs/src/bootstrap.md',
  ),
];
