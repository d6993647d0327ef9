import { fields, isSet, items, text } from '../../shape';
import type { ClusterView } from './cluster-view';

const SECURITY = {
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
  readOnlyRootFilesystem: true,
  allowPrivilegeEscalation: false,
  seccompProfile: { type: 'RuntimeDefault' },
};

/**
 * The first pod of a cluster as far as a patch can tell: which fields and list items are there, most with their values.
 *
 * cloudnative-pg pkg/specs/pods.go buildInstance.
 */
export function instancePod(view: ClusterView): any {
  const { spec, name, major } = view;
  const pod = `${name}-1`;
  const mounts = volumeMounts(view);
  const container = { resources: { ...fields(spec.resources) }, volumeMounts: mounts, securityContext: SECURITY };
  const { nodeSelector, tolerations, nodeAffinity } = fields(spec.affinity);
  const { enablePodAntiAffinity, podAntiAffinityType: type } = fields(spec.affinity);
  const optional = {
    nodeSelector,
    tolerations,
    topologySpreadConstraints: spec.topologySpreadConstraints,
    schedulerName: text(spec.schedulerName) || undefined,
    priorityClassName: text(spec.priorityClassName) || undefined,
  };
  const antiAffinity =
    enablePodAntiAffinity === false ? {} : { podAntiAffinity: { [`${type}DuringSchedulingIgnoredDuringExecution`]: [{}] } };
  return structuredClone({
    metadata: {
      name: pod,
      namespace: text(fields(view.object.metadata).namespace) || undefined,
      labels: {
        'app.kubernetes.io/component': 'database',
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/managed-by': 'cloudnative-pg',
        'app.kubernetes.io/name': 'postgresql',
        'app.kubernetes.io/version': String(major),
        'cnpg.io/cluster': name,
        'cnpg.io/instanceName': pod,
        'cnpg.io/podRole': 'instance',
      },
      annotations: { 'cnpg.io/nodeSerial': '1', 'cnpg.io/podEnvHash': '' },
    },
    spec: {
      volumes: volumes(view),
      initContainers: [
        { name: 'bootstrap-controller', image: '', command: ['/manager', 'bootstrap', '/controller/manager', ''], ...container },
      ],
      containers: [
        {
          name: 'postgres',
          image: spec.imageName,
          ...(text(spec.imagePullPolicy) !== '' && { imagePullPolicy: spec.imagePullPolicy }),
          command: ['/controller/manager', 'instance', 'run', '--status-port-tls', ''],
          ports: [5432, 9187, 8000].map((containerPort) => ({ name: '', containerPort, protocol: 'TCP' })),
          env: [...Array(8).fill({ name: '', value: '' }), ...items(spec.env)],
          ...(isSet(spec.envFrom) && { envFrom: spec.envFrom }),
          livenessProbe: probe('/healthz'),
          readinessProbe: probe('/readyz'),
          startupProbe: { ...probe('/startupz'), failureThreshold: 0 },
          ...container,
        },
      ],
      terminationGracePeriodSeconds: spec.stopDelay,
      serviceAccountName: name,
      securityContext: {
        runAsUser: 26,
        runAsGroup: 26,
        runAsNonRoot: true,
        fsGroup: 26,
        seccompProfile: { type: 'RuntimeDefault' },
      },
      hostname: pod,
      affinity: { ...antiAffinity, ...(isSet(nodeAffinity) && { nodeAffinity }) },
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => isSet(value))),
    },
    status: {},
  });
}

function probe(path: string) {
  return { httpGet: { path, port: 8000, scheme: 'HTTPS' }, timeoutSeconds: 5, periodSeconds: 10 };
}

function optionalVolumes({ spec, postgresql }: ClusterView): string[] {
  return [
    ...(isSet(spec.walStorage) ? ['pg-wal'] : []),
    ...items(spec.tablespaces).map((tablespace) => `tbs-${fields(tablespace).name}`),
    ...(isSet(spec.projectedVolumeTemplate) ? ['projected'] : []),
    ...items(postgresql.extensions).map((extension) => `ext-${fields(extension).name}`),
  ];
}

function volumes(view: ClusterView) {
  return ['pgdata', 'scratch-data', 'shm', ...optionalVolumes(view)].map((name) => ({ name }));
}

function volumeMounts(view: ClusterView) {
  return ['pgdata', 'scratch-data', 'scratch-data', 'shm', ...optionalVolumes(view)].map((name) => ({ name, mountPath: '' }));
}
