import {
  type ClusterRef,
  type ConfigProblem,
  KubernetesName,
  ParameterTuning,
  PostgresParameters,
  type Size,
} from '@pgplatform/core';
import { clusterPatchProblems } from './cluster-patch-rules';
import { type ClusterFacts, clusterFacts, environmentCluster } from './environment-cluster';
import { type EnvironmentOptions, namespaceOf } from './environment-options';

/** An environment, and what it is judged by. */
export interface EnvironmentSubject {
  readonly base: ClusterRef;
  /** Manifest of the base's Cluster. */
  readonly baseCluster: any;
  readonly environment: EnvironmentOptions;
  /** Files that are in the overlay anyway. */
  readonly files: string[];
  /** Path of the environment in the options. */
  readonly path: string;
}

interface Subject extends EnvironmentSubject {
  readonly cluster: any;
  readonly facts: ClusterFacts;
}

type Rule = (subject: Subject) => ConfigProblem[];

/** What is wrong with an environment. */
export function environmentProblems(subject: EnvironmentSubject): ConfigProblem[] {
  const { base, baseCluster, environment, path } = subject;
  const problems = clusterPatchProblems(environment.clusterPatch, `${path}.clusterPatch`, baseCluster);
  const applied = problems.length > 0 ? { ...environment, clusterPatch: undefined } : environment;
  const cluster = environmentCluster(base, baseCluster, applied, []);
  const facts = clusterFacts(cluster, `${path}.clusterPatch`, problems);
  return [...problems, ...RULES.flatMap((rule) => rule({ ...subject, cluster, facts }))];
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

const shrinking: Rule = ({ base, environment, path, facts }) => {
  const check = (option: 'storage' | 'walStorage', mine?: Size, bases?: Size): ConfigProblem[] =>
    mine && bases && mine.compareTo(bases) < 0
      ? [
          {
            code: 'STORAGE_SHRINKS',
            path: at(environment, path, option),
            message: `${mine} is smaller than the base (${bases}); volumes cannot shrink.`,
            given: `${mine}`,
            allowed: `${bases} or more`,
            fix: 'Raise it, or lower the base.',
          },
        ]
      : [];
  return [...check('storage', facts.storage, base.storage), ...check('walStorage', facts.walStorage, base.walStorage)];
};

const cpuRequest: Rule = ({ environment, path, facts: { cpu, cpuRequest } }) =>
  cpu && cpuRequest && cpuRequest.compareTo(cpu) > 0
    ? [
        {
          code: 'CPU_REQUEST_ABOVE_LIMIT',
          path: at(environment, path, environment.cpuRequest ? 'cpuRequest' : 'cpu'),
          message: `The request (${cpuRequest}) is larger than the limit (${cpu}).`,
          given: `${cpuRequest}`,
          allowed: `${cpu} or less`,
          fix: 'Lower cpuRequest, or raise cpu.',
        },
      ]
    : [];

const sharedBuffers: Rule = ({ environment, path, cluster, facts: { memory } }) => {
  const value = cluster.spec.postgresql?.parameters?.shared_buffers;
  const bytes = ParameterTuning.memoryBytes(value);
  return memory && bytes > memory.toBytes() && !usesHugePages(cluster)
    ? [
        {
          code: 'MEMORY_BELOW_SHARED_BUFFERS',
          path: at(environment, path, 'memory'),
          message: `The operator refuses less memory (${memory}) than shared_buffers (${value}).`,
          given: `${memory}`,
          allowed: `${value} or more; four times that is usual`,
          fix: 'Raise memory, or lower parameters.shared_buffers.',
        },
      ]
    : [];
};

const quorum: Rule = ({ environment, path, cluster, facts: { instances } }) => {
  const active =
    cluster.spec.postgresql?.synchronous?.failoverQuorum === true ||
    cluster.metadata.annotations?.['alpha.cnpg.io/failoverQuorum'] === 'true';
  return active && instances && instances % 2 === 0
    ? [
        {
          code: 'INSTANCES_EVEN',
          path: at(environment, path, 'instances'),
          message: 'A failover quorum among an even number of instances survives no more failures than one instance less.',
          given: `${instances}`,
          allowed: 'an odd number, 3 or more',
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
  shrinking,
  cpuRequest,
  sharedBuffers,
  quorum,
  parameters,
  parameterValues,
  extraResources,
];

/** Path of an option, or of the cluster patch when that is where the value comes from. */
function at(environment: EnvironmentOptions, path: string, option: keyof EnvironmentOptions): string {
  return `${path}.${environment[option] === undefined && environment.clusterPatch !== undefined ? 'clusterPatch' : option}`;
}

function usesHugePages(cluster: any): boolean {
  return Object.keys(cluster.spec.resources?.requests ?? {}).some((name) => name.startsWith('hugepages-'));
}

const LABEL = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const FILE = /^(?!.*(^|\/)\.{1,2}(\/|$))[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;

function isLabelName(name: string): boolean {
  const [last, prefix, ...more] = name.split('/').reverse();
  return more.length === 0 && last !== '' && LABEL.test(last) && (prefix === undefined || KubernetesName.isSubdomain(prefix));
}
