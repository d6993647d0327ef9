import { type ConfigProblem, KubernetesName, ParameterTuning, PostgresParameters, StorePatch } from '@pgplatform/core';
import { baseBackupProblems } from './base-backup-rules';
import { clusterPatchProblems } from './cluster-patch-rules';
import { environmentCluster, resourcesOf } from './environment-cluster';
import { namespaceOf } from './environment-options';
import type { EnvironmentSubject } from './environment-subject';
import { postgresVersionProblems } from './postgres-version-rules';

interface Subject extends EnvironmentSubject {
  /** The Cluster that the environment makes of the base's. */
  readonly cluster: any;
}

type Rule = (subject: Subject) => ConfigProblem[];

/** What is wrong with an environment. */
export function environmentProblems(subject: EnvironmentSubject): ConfigProblem[] {
  const { base, baseCluster, environment, managedRoles } = subject;
  const patchProblems = clusterPatchProblems(subject);
  const storeProblems = StorePatch.validate(environment.storePatch, `${subject.path}.storePatch`);
  const versionProblems = postgresVersionProblems(subject);
  const applied = {
    ...environment,
    ...(patchProblems.length > 0 && { clusterPatch: undefined }),
    ...(storeProblems.length > 0 && { storePatch: undefined }),
    ...(versionProblems.length > 0 && { postgresVersion: undefined }),
  };
  const cluster = environmentCluster(base, baseCluster, applied, managedRoles);
  return [...patchProblems, ...storeProblems, ...versionProblems, ...RULES.flatMap((rule) => rule({ ...subject, cluster }))];
}

const namespaceLength: Rule = ({ environment, path }) =>
  KubernetesName.isLabel(namespaceOf(environment))
    ? []
    : [
        {
          code: 'NAME_INVALID',
          path: `${path}.namespace`,
          message: 'The namespace made of the name is not one.',
          given: namespaceOf(environment),
          allowed: KubernetesName.LABEL_RULE,
          fix: 'Shorten the name, or set namespace.',
        },
      ];

const labelSyntax: Rule = ({ environment, path }) =>
  Object.entries(environment.labels ?? {})
    .filter(([name, value]) => !isLabelName(name) || !LABEL.test(value))
    .map(([name, value]) => ({
      code: 'LABEL_INVALID',
      path: `${path}.labels.${name}`,
      message: 'This is not a Kubernetes label.',
      given: `${name}: ${value}`,
      allowed: 'letters, digits, "-", "_" and ".", at most 63 characters, the name with an optional DNS prefix and "/"',
      fix: 'Correct the name or the value.',
    }));

const labelName: Rule = ({ environment: { name, labels }, path }) =>
  labels?.environment === undefined || labels.environment === name
    ? []
    : [
        {
          code: 'LABEL_RESERVED',
          path: `${path}.labels.environment`,
          message: 'This label is the name of the environment.',
          given: labels.environment,
          allowed: name,
          fix: 'Remove it, or use another label.',
        },
      ];

const shrinking: Rule = ({ base, environment, path }) =>
  (['storage', 'walStorage'] as const).flatMap((option) => {
    const [mine, bases] = [environment[option], base[option]];
    return mine && bases && mine.compareTo(bases) < 0
      ? [
          {
            code: 'STORAGE_SHRINKS',
            path: `${path}.${option}`,
            message: `${mine} is smaller than the base (${bases}); volumes cannot shrink.`,
            given: `${mine}`,
            allowed: `${bases} or more`,
            fix: 'Raise it, or lower the base.',
          },
        ]
      : [];
  });

const cpuRequests: Rule = ({ environment, path, cluster }) => {
  const { cpu, cpuRequest } = resourcesOf(cluster);
  return cpu && cpuRequest && cpuRequest.compareTo(cpu) > 0
    ? [
        {
          code: 'CPU_REQUEST_ABOVE_LIMIT',
          path: `${path}.${environment.cpuRequest ? 'cpuRequest' : 'cpu'}`,
          message: `The request (${cpuRequest}) is larger than the limit (${cpu}).`,
          given: `${cpuRequest}`,
          allowed: `${cpu} or less`,
          fix: 'Lower cpuRequest, or raise cpu.',
        },
      ]
    : [];
};

const sharedBuffers: Rule = ({ environment, path, cluster }) => {
  const { memory } = resourcesOf(cluster);
  const value = cluster.spec.postgresql?.parameters?.shared_buffers;
  return memory && ParameterTuning.memoryBytes(value) > memory.toBytes() && !usesHugePages(cluster)
    ? [
        {
          code: 'MEMORY_BELOW_SHARED_BUFFERS',
          path: `${path}.${environment.memory ? 'memory' : 'parameters.shared_buffers'}`,
          message: `The operator refuses less memory (${memory}) than shared_buffers (${value}).`,
          given: environment.memory ? `${memory}` : value,
          allowed: 'shared_buffers of a quarter of the memory are usual',
          fix: 'Raise memory, or lower parameters.shared_buffers.',
        },
      ]
    : [];
};

const quorum: Rule = ({ path, cluster }) => {
  const { instances, postgresql } = cluster.spec;
  const active =
    postgresql?.synchronous?.failoverQuorum === true || cluster.metadata.annotations?.['alpha.cnpg.io/failoverQuorum'] === 'true';
  return active && instances % 2 === 0
    ? [
        {
          code: 'EVEN_INSTANCES_WITH_QUORUM',
          path: `${path}.instances`,
          message: 'With a failover quorum an even number of instances tolerates no more failures than one instance fewer.',
          given: `${instances}`,
          allowed: 'an odd number',
          fix: `Use ${instances + 1} instances, or switch the failover quorum off.`,
        },
      ]
    : [];
};

const parameters: Rule = ({ environment, path }) =>
  PostgresParameters.validate(environment.parameters ?? {}, `${path}.parameters`);

const parameterValues: Rule = ({ environment, path }) =>
  Object.entries(environment.parameters ?? {})
    .filter(
      ([name, value]) =>
        (name === 'max_connections' && !/^[1-9]\d*$/.test(value)) ||
        (name === 'shared_buffers' && !(ParameterTuning.memoryBytes(value) > 0)),
    )
    .map(([name, value]) => ({
      code: 'PARAMETER_VALUE',
      path: `${path}.parameters.${name}`,
      message: `This is no value for ${name}.`,
      given: value,
      allowed: name === 'max_connections' ? 'a whole number, for example 100' : 'an amount of memory, for example 256MB',
      fix: 'Correct the value.',
    }));

const extraResources: Rule = ({ environment, files, path }) =>
  (environment.extraResources ?? []).flatMap((file, index, all) => {
    const problem = (code: string, message: string, allowed: string) => [
      { code, path: `${path}.extraResources[${index}]`, message, given: file, allowed, fix: 'Name another file, or remove it.' },
    ];
    if (!FILE.test(file)) {
      return problem(
        'RESOURCE_PATH',
        'An extra resource is a file in the folder of the overlay.',
        'a path relative to that folder, without "..", for example pooler.yaml',
      );
    }
    return all.indexOf(file) < index || files.includes(file)
      ? problem('RESOURCE_DUPLICATE', 'This file is listed already.', 'every file once')
      : [];
  });

const RULES: Rule[] = [
  namespaceLength,
  labelSyntax,
  labelName,
  shrinking,
  cpuRequests,
  sharedBuffers,
  quorum,
  parameters,
  parameterValues,
  extraResources,
  baseBackupProblems,
];

function usesHugePages(cluster: any): boolean {
  return Object.keys(cluster.spec.resources?.requests ?? {}).some((name) => name.startsWith('hugepages-'));
}

const LABEL = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const FILE = /^(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

function isLabelName(name: string): boolean {
  const [last, prefix, ...more] = name.split('/').reverse();
  return more.length === 0 && LABEL.test(last) && (prefix === undefined || KubernetesName.isSubdomain(prefix));
}
