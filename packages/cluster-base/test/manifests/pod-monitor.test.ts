import { object } from '../generated';

test('selects the instances, under a name that no operator deletes', () => {
  const monitor = object({ name: 'orders' }, 'PodMonitor');
  expect(monitor.metadata).toEqual({ name: 'orders-metrics' });
  expect(monitor.spec).toEqual({
    selector: { matchLabels: { 'cnpg.io/cluster': 'orders', 'cnpg.io/podRole': 'instance' } },
    podMetricsEndpoints: [{ port: 'metrics' }],
  });
});

test('2025.10 leaves it to the operator', () => {
  expect(object({ platformRelease: '2025.10' }, 'PodMonitor')).toBeUndefined();
});

test('without monitoring nothing needs the CRDs of Prometheus', () => {
  const monitoring = { podMonitor: false };
  expect(object({ monitoring }, 'PodMonitor')).toBeUndefined();
  expect(object({ platformRelease: '2025.10', monitoring }, 'Cluster').spec.monitoring).toBeUndefined();
});
