import type { Path } from '../../field-path';
import type { Violation } from '../../finding';
import { atoi } from '../../go-number';
import { Severity } from '../../severity';
import { type Fields, fields, isSet, items, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';
import { requestedSize } from './storage';

const WARNING = { severity: Severity.WARNING };
const at = (...rest: Path) => ['spec', ...rest];

/** CL-W: what the operator accepts and warns about. */
export const clusterWarnings = [
  clusterRules('getMaintenanceWindowsAdmissionWarnings')(
    'CL-W-1',
    'The node maintenance window is superseded by the disruption budget.',
    'Use enablePDB.',
    function* ({ spec }) {
      if (isSet(spec.nodeMaintenanceWindow)) {
        yield { path: at('nodeMaintenanceWindow'), given: spec.nodeMaintenanceWindow, allowed: 'enablePDB' };
      }
    },
    WARNING,
  ),
  clusterRules('getInTreeBarmanWarnings')(
    'CL-W-2',
    'In-tree Barman backups are deprecated and will be removed.',
    'Move to plugin-barman-cloud.',
    function* (view) {
      const why = `In-tree Barman backups are deprecated and will be removed in ${removalRelease(view)}.`;
      const allowed = 'a plugin and an ObjectStore';
      if (isSet(fields(view.spec.backup).barmanObjectStore)) yield { path: at('backup', 'barmanObjectStore'), why, allowed };
      for (const [index, external] of items(view.spec.externalClusters).entries()) {
        if (isSet(fields(external).barmanObjectStore))
          yield { path: at('externalClusters', index, 'barmanObjectStore'), why, allowed };
      }
    },
    WARNING,
  ),
  clusterRules('getRetentionPolicyWarnings')(
    'CL-W-3',
    'Only in-tree Barman reads this retention policy.',
    'Move it to the ObjectStore.',
    function* ({ spec }) {
      const { retentionPolicy, barmanObjectStore } = fields(spec.backup);
      if (text(retentionPolicy) !== '' && !isSet(barmanObjectStore)) {
        yield { path: at('backup', 'retentionPolicy'), given: retentionPolicy, allowed: 'nothing without barmanObjectStore' };
      }
    },
    WARNING,
  ),
  clusterRules('getStorageWarnings')(
    'CL-W-4',
    'What a volume and its claim template both say is taken from the volume.',
    'Give it once.',
    function* ({ spec }) {
      yield* givenTwice(at('storage'), fields(spec.storage));
      yield* givenTwice(at('walStorage'), fields(spec.walStorage));
    },
    WARNING,
  ),
  clusterRules('getSharedBuffersWarnings')(
    'CL-W-5',
    'shared_buffers without a unit is read as MB; later releases want the unit.',
    'Write the unit.',
    function* ({ parameters: { shared_buffers: size = '' } }) {
      const path = at('postgresql', 'parameters', 'shared_buffers');
      if (atoi(size) !== undefined) yield { path, given: size, allowed: `${size}MB`, edits: [{ path, value: `${size}MB` }] };
    },
    WARNING,
  ),
  clusterRules('getMonitoringFieldsWarnings')(
    'CL-W-6',
    'Metrics that are never cached put every scrape on the database.',
    'Use 30s, or remove it.',
    function* ({ spec }) {
      const { metricsQueriesTTL: ttl } = fields(spec.monitoring);
      if (text(ttl) !== '' && isZeroDuration(ttl))
        yield { path: at('monitoring', 'metricsQueriesTTL'), given: ttl, allowed: 'more than 0s' };
    },
    { ...WARNING, since: ['1.28.0'] },
  ),
  clusterRules('getDeprecatedMonitoringFieldsWarnings')(
    'CL-W-7',
    'The PodMonitor the operator makes is deprecated.',
    'Write a PodMonitor of your own, named differently from the cluster.',
    function* ({ spec }) {
      yield* deprecatedPodMonitor(fields(spec.monitoring));
    },
    { ...WARNING, since: ['1.27.1'] },
  ),
];

/** The fields of a monitoring section that are about the operator's own PodMonitor. */
export function* deprecatedPodMonitor(monitoring: Fields): Iterable<Violation> {
  if (monitoring.enablePodMonitor === true) yield { path: at('monitoring', 'enablePodMonitor'), given: true, allowed: 'false' };
  for (const field of ['podMonitorMetricRelabelings', 'podMonitorRelabelings']) {
    if (items(monitoring[field]).length > 0)
      yield { path: at('monitoring', field), given: monitoring[field], allowed: 'nothing' };
  }
}

/** The operator has postponed it with each release. */
function removalRelease(view: ClusterView): string {
  if (view.has('1.28.4', '1.29.2', '1.30.0')) return '1.31.0';
  if (view.has('1.27.4', '1.28.2', '1.29.0')) return '1.30.0';
  return view.has('1.27.1', '1.28.0') ? '1.29.0' : '1.28.0';
}

function* givenTwice(path: Path, storage: Fields): Iterable<Violation> {
  const template = fields(storage.pvcTemplate);
  if (isSet(storage.storageClass) && isSet(template.storageClassName)) {
    yield {
      path: [...path, 'pvcTemplate', 'storageClassName'],
      given: template.storageClassName,
      allowed: 'nothing beside storageClass',
    };
  }
  if (text(storage.size) !== '' && requestedSize(storage) !== 0n) {
    yield {
      path: [...path, 'pvcTemplate', 'resources', 'requests', 'storage'],
      given: template.resources.requests.storage,
      allowed: 'nothing beside size',
    };
  }
}

function isZeroDuration(duration: string): boolean {
  return /^[+-]?0$/.test(duration) || !/[1-9]/.test(duration);
}
