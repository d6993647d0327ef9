import { plainText } from '@pgplatform/core';
import { applyJsonPatch, decodeJsonPatch } from '../../json-patch';
import { fields, isSet, items, number, text } from '../../shape';
import { ClusterView } from './cluster-view';

const PROBE_FIELDS = [
  'initialDelaySeconds',
  'timeoutSeconds',
  'periodSeconds',
  'successThreshold',
  'failureThreshold',
  'terminationGracePeriodSeconds',
];

/**
 * The Pod that the operator makes of a defaulted Cluster, changed by the annotation cnpg.io/podPatch.
 *
 * A SyntaxError says why the patch cannot be applied.
 */
export function patchedInstancePod(cluster: any, operatorVersion: string): any {
  const view = new ClusterView(cluster, cluster, operatorVersion, false);
  const pod = instancePod(view);
  const patch = view.annotations['cnpg.io/podPatch'];
  if (patch) applyJsonPatch(pod, decodeJsonPatch(patch));
  return pod;
}

/**
 * The first pod of a cluster: every field that a patch can reach, or that the operator compares with the pod that runs. What is the
 * same in every cluster may be empty.
 *
 * cloudnative-pg pkg/specs/pods.go buildInstance.
 */
export function instancePod(view: ClusterView): any {
  const { spec, name, major, annotations } = view;
  const pod = `${name}-1`;
  const container = {
    resources: { ...fields(spec.resources) },
    volumeMounts: volumeMounts(view),
    securityContext: securityContext(view),
  };
  const { nodeSelector, tolerations } = fields(spec.affinity);
  const optional = {
    nodeSelector: Object.keys(fields(nodeSelector)).length > 0 ? nodeSelector : undefined,
    tolerations: items(tolerations).length > 0 ? tolerations : undefined,
    topologySpreadConstraints: items(spec.topologySpreadConstraints).length > 0 ? spec.topologySpreadConstraints : undefined,
    schedulerName: text(spec.schedulerName) || undefined,
    priorityClassName: text(spec.priorityClassName) || undefined,
  };
  const logging = text(spec.logLevel) === '' ? '' : `--log-level=${plainText(spec.logLevel)}`;
  const isProfiled = annotations['alpha.cnpg.io/enableInstancePprof'] === 'true' && view.has('1.28.0');
  return structuredClone({
    metadata: {
      name: pod,
      namespace: text(fields(view.object.metadata).namespace) || undefined,
      labels: {
        'app.kubernetes.io/component': 'database',
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/managed-by': 'cloudnative-pg',
        'app.kubernetes.io/name': 'postgresql',
        'app.kubernetes.io/version': plainText(major),
        'cnpg.io/cluster': name,
        'cnpg.io/instanceName': pod,
        'cnpg.io/podRole': 'instance',
      },
      annotations: { 'cnpg.io/nodeSerial': '1', 'cnpg.io/podEnvHash': '' },
    },
    spec: {
      volumes: volumes(view, pod),
      initContainers: [
        {
          name: 'bootstrap-controller',
          image: '',
          command: ['/manager', 'bootstrap', '/controller/manager', logging],
          ...container,
        },
      ],
      containers: [
        {
          name: 'postgres',
          image: spec.imageName,
          ...(text(spec.imagePullPolicy) !== '' && { imagePullPolicy: spec.imagePullPolicy }),
          command: [
            '/controller/manager',
            'instance',
            'run',
            ...(isProfiled ? ['--pprof-server'] : []),
            '--status-port-tls',
            ...(fields(fields(spec.monitoring).tls).enabled === true ? ['--metrics-port-tls'] : []),
            logging,
          ],
          ports: [5432, 9187, 8000, ...(isProfiled ? [6060] : [])].map((containerPort) => ({
            name: '',
            containerPort,
            protocol: 'TCP',
          })),
          env: [...Array(8).fill({ name: '', value: '' }), ...items(spec.env)],
          ...(items(spec.envFrom).length > 0 && { envFrom: spec.envFrom }),
          ...probes(view),
          ...container,
        },
      ],
      terminationGracePeriodSeconds: number(spec.stopDelay, 0) > 0 ? spec.stopDelay : 1800,
      serviceAccountName: text(spec.serviceAccountName) || name,
      securityContext: podSecurityContext(view),
      hostname: pod,
      affinity: affinity(view),
      ...Object.fromEntries(Object.entries(optional).filter(([, value]) => isSet(value))),
    },
    status: {},
  });
}

/** The fields of a context that somebody wrote, and what the operator fills in for those that are not there. */
function filled(written: unknown, standard: { readonly [name: string]: unknown }, names = Object.keys(standard)) {
  if (!isSet(written)) return standard;
  const context: { [name: string]: unknown } = { ...fields(written) };
  for (const name of names) context[name] ??= standard[name];
  return context;
}

function securityContext({ spec }: ClusterView) {
  return filled(spec.securityContext, {
    capabilities: { drop: ['ALL'] },
    privileged: false,
    runAsNonRoot: true,
    readOnlyRootFilesystem: true,
    allowPrivilegeEscalation: false,
    seccompProfile: spec.seccompProfile ?? { type: 'RuntimeDefault' },
  });
}

/** A context that is written out loses runAsNonRoot and fsGroup when they are not in it. */
function podSecurityContext({ spec }: ClusterView) {
  const standard = {
    runAsUser: number(spec.postgresUID, 0) || 26,
    runAsGroup: number(spec.postgresGID, 0) || 26,
    runAsNonRoot: true,
    fsGroup: number(spec.postgresGID, 0) || 26,
    seccompProfile: spec.seccompProfile ?? { type: 'RuntimeDefault' },
  };
  return filled(spec.podSecurityContext, standard, ['runAsUser', 'runAsGroup', 'seccompProfile']);
}

function affinity({ spec, name }: ClusterView) {
  const given = fields(spec.affinity);
  const { podAntiAffinityType: type, additionalPodAntiAffinity } = given;
  const own = {
    labelSelector: {
      matchExpressions: [
        { key: 'cnpg.io/cluster', operator: 'In', values: [name] },
        { key: 'cnpg.io/podRole', operator: 'In', values: ['instance'] },
      ],
    },
    topologyKey: text(given.topologyKey) || 'kubernetes.io/hostname',
  };
  const isSpread = given.enablePodAntiAffinity !== false && (type === 'required' || type === 'preferred');
  const terms = (kind: string, first: unknown) => {
    const field = `${kind}DuringSchedulingIgnoredDuringExecution`;
    const all = [...(isSpread && type === kind ? [first] : []), ...items(fields(additionalPodAntiAffinity)[field])];
    return all.length > 0 ? { [field]: all } : {};
  };
  return {
    ...((isSpread || isSet(additionalPodAntiAffinity)) && {
      podAntiAffinity: { ...terms('required', own), ...terms('preferred', { weight: 100, podAffinityTerm: own }) },
    }),
    ...(isSet(given.additionalPodAffinity) && { podAffinity: given.additionalPodAffinity }),
    ...(isSet(given.nodeAffinity) && { nodeAffinity: given.nodeAffinity }),
  };
}

function probes({ spec }: ClusterView) {
  const { startup, readiness, liveness } = fields(spec.probes);
  const [startupProbe, livenessProbe] = [probe('/startupz', startup), probe('/healthz', liveness)];
  const failures = (seconds: number, { periodSeconds }: any) => Math.max(1, Math.ceil(seconds / periodSeconds));
  startupProbe.failureThreshold ??= failures(number(spec.startDelay, 0) > 0 ? spec.startDelay : 3600, startupProbe);
  if (isSet(spec.livenessProbeTimeout)) {
    livenessProbe.failureThreshold ??= failures(number(spec.livenessProbeTimeout, 0), livenessProbe);
  }
  return { livenessProbe, readinessProbe: probe('/readyz', readiness), startupProbe };
}

function probe(path: string, given: unknown): { [name: string]: any } {
  const set = PROBE_FIELDS.flatMap((name) => {
    const value = fields(given)[name];
    return isSet(value) && (value !== 0 || name === 'terminationGracePeriodSeconds') ? [[name, value]] : [];
  });
  return { httpGet: { path, port: 8000, scheme: 'HTTPS' }, timeoutSeconds: 5, periodSeconds: 10, ...Object.fromEntries(set) };
}

/** The volumes that not every cluster has: their names, what they are, and where they are mounted. */
function optionalVolumes({ spec, postgresql }: ClusterView, pod: string) {
  return [
    ...(isSet(spec.walStorage)
      ? [{ name: 'pg-wal', persistentVolumeClaim: { claimName: `${pod}-wal` }, mountPath: '/var/lib/postgresql/wal' }]
      : []),
    ...tablespaces(spec).map((name) => ({
      name: `tbs-${name}`,
      persistentVolumeClaim: { claimName: `${pod}-tbs-${name}` },
      mountPath: `/var/lib/postgresql/tablespaces/${name}`,
    })),
    ...(isSet(spec.projectedVolumeTemplate)
      ? [{ name: 'projected', projected: spec.projectedVolumeTemplate, mountPath: '/projected' }]
      : []),
    ...items(postgresql.extensions).map((extension) => {
      const { name: given, image } = fields(extension);
      const name = plainText(given);
      return { name: `ext-${name}`, image: fields(image), mountPath: `/extensions/${name}` };
    }),
  ];
}

function tablespaces(spec: any): string[] {
  return items(spec.tablespaces)
    .map((tablespace) => plainText(fields(tablespace).name))
    .sort();
}

function volumes(view: ClusterView, pod: string) {
  const { ephemeralVolumeSource: ephemeral, ephemeralVolumesSizeLimit } = view.spec;
  const { temporaryData, shm } = fields(ephemeralVolumesSizeLimit);
  const limit = (sizeLimit: unknown) => (isSet(sizeLimit) ? { sizeLimit } : {});
  return [
    { name: 'pgdata', persistentVolumeClaim: { claimName: pod } },
    { name: 'scratch-data', ...(isSet(ephemeral) ? { ephemeral } : { emptyDir: limit(temporaryData) }) },
    { name: 'shm', emptyDir: { medium: 'Memory', ...limit(shm) } },
    ...optionalVolumes(view, pod).map(({ mountPath, ...volume }) => volume),
  ];
}

function volumeMounts(view: ClusterView) {
  return [
    { name: 'pgdata', mountPath: '/var/lib/postgresql/data' },
    { name: 'scratch-data', mountPath: '/run' },
    { name: 'scratch-data', mountPath: '/controller' },
    { name: 'shm', mountPath: '/dev/shm' },
    ...optionalVolumes(view, '').map(({ name, mountPath }) => ({ name, mountPath })),
  ];
}
