import type { DeletionProtectionOptions } from '../../src';
import { object } from '../generated';

interface Deletion {
  readonly resource: 'clusters' | 'persistentvolumeclaims' | 'namespaces';
  readonly name?: string;
  readonly namespace?: string;
  readonly user?: string;
  readonly metadata?: { labels?: Record<string, string>; annotations?: Record<string, string> };
}

const ALLOWED = { annotations: { 'pgplatform.dev/allow-deletion': 'true' } };
const OF_CLUSTER = { labels: { 'cnpg.io/cluster': 'postgres-shared' } };

/**
 * Whether the policy lets a deletion through, as the API server decides it: all match conditions, then the validation. Its
 * expressions keep to what CEL and JavaScript read alike (comparison, logic, `in` of a map, startsWith), plus `has`.
 */
function admits(
  options: DeletionProtectionOptions,
  { resource, name = 'x', namespace, user = 'kubernetes-admin', metadata = {} }: Deletion,
): boolean {
  const { spec } = object({ deletionProtection: options }, 'ValidatingAdmissionPolicy');
  const matched = spec.matchConstraints.resourceRules.some(
    (rule: any) => rule.resources.includes(resource) && rule.operations.includes('DELETE'),
  );
  const request = { name, namespace: namespace ?? name, resource: { resource }, userInfo: { username: user } };
  const evaluate = ({ expression }: { expression: string }) => {
    const has = (value: unknown) => value !== undefined;
    return new Function('request', 'oldObject', 'has', `return ${expression}`)(request, { metadata: { name, ...metadata } }, has);
  };
  return !(matched && spec.matchConditions.every(evaluate)) || spec.validations.every(evaluate);
}

test('there is none unless asked for', () => {
  expect(object({}, 'ValidatingAdmissionPolicy')).toBeUndefined();
});

test('the binding denies, and a policy that cannot be evaluated denies too', () => {
  const policy = object({ deletionProtection: {} }, 'ValidatingAdmissionPolicy');
  const binding = object({ deletionProtection: {} }, 'ValidatingAdmissionPolicyBinding');
  expect(binding.spec).toEqual({ policyName: policy.metadata.name, validationActions: ['Deny'] });
  expect(policy.spec.failurePolicy).toBe('Fail');
  expect(policy.spec.matchConstraints.resourceRules).toEqual([
    { apiGroups: ['postgresql.cnpg.io'], apiVersions: ['v1'], operations: ['DELETE'], resources: ['clusters'], scope: '*' },
    {
      apiGroups: [''],
      apiVersions: ['v1'],
      operations: ['DELETE'],
      resources: ['persistentvolumeclaims', 'namespaces'],
      scope: '*',
    },
  ]);
});

describe('by default', () => {
  test.each<[string, boolean, Deletion]>([
    ['a Cluster', false, { resource: 'clusters', namespace: 'postgres-prod' }],
    ['an annotated Cluster', true, { resource: 'clusters', namespace: 'postgres-prod', metadata: ALLOWED }],
    [
      'a Cluster with another annotation',
      false,
      { resource: 'clusters', namespace: 'postgres-prod', metadata: { annotations: { a: 'true' } } },
    ],
    [
      'a Cluster annotated with false',
      false,
      {
        resource: 'clusters',
        namespace: 'postgres-prod',
        metadata: { annotations: { 'pgplatform.dev/allow-deletion': 'false' } },
      },
    ],
    ['a Cluster elsewhere', true, { resource: 'clusters', namespace: 'drills' }],
    [
      'a Cluster, by Argo CD',
      false,
      { resource: 'clusters', namespace: 'postgres-prod', user: 'system:serviceaccount:argocd:argocd-application-controller' },
    ],
    [
      'the volume claim of a Cluster',
      false,
      { resource: 'persistentvolumeclaims', namespace: 'postgres-prod', metadata: OF_CLUSTER },
    ],
    [
      'its annotated volume claim',
      true,
      { resource: 'persistentvolumeclaims', namespace: 'postgres-prod', metadata: { ...OF_CLUSTER, ...ALLOWED } },
    ],
    [
      'its volume claim, by the operator on scale-in',
      true,
      {
        resource: 'persistentvolumeclaims',
        namespace: 'postgres-prod',
        metadata: OF_CLUSTER,
        user: 'system:serviceaccount:cnpg-system:cnpg-cloudnative-pg',
      },
    ],
    [
      'its volume claim, by the garbage collector',
      true,
      {
        resource: 'persistentvolumeclaims',
        namespace: 'postgres-prod',
        metadata: OF_CLUSTER,
        user: 'system:serviceaccount:kube-system:generic-garbage-collector',
      },
    ],
    ['a volume claim of something else', true, { resource: 'persistentvolumeclaims', namespace: 'postgres-prod' }],
    [
      'a volume claim of something labelled',
      true,
      { resource: 'persistentvolumeclaims', namespace: 'postgres-prod', metadata: { labels: { app: 'x' } } },
    ],
    ['the namespace', false, { resource: 'namespaces', name: 'postgres-prod' }],
    ['the annotated namespace', true, { resource: 'namespaces', name: 'postgres-prod', metadata: ALLOWED }],
    [
      'a Cluster in a namespace that was let go',
      true,
      { resource: 'clusters', namespace: 'postgres-prod', user: 'system:serviceaccount:kube-system:namespace-controller' },
    ],
    ['another namespace', true, { resource: 'namespaces', name: 'products' }],
  ])('%s: deletion passes %s', (_what, passes, deletion) => {
    expect(admits({}, deletion)).toBe(passes);
  });
});

test('an empty list protects what the default protects', () => {
  expect(admits({ namespaces: [] }, { resource: 'clusters', namespace: 'postgres-prod' })).toBe(false);
});

test('named namespaces are protected, and no others', () => {
  const options = { namespaces: ['db-stage', 'db-prod'], operatorNamespace: 'operators' };
  expect(admits(options, { resource: 'namespaces', name: 'db-stage' })).toBe(false);
  expect(admits(options, { resource: 'clusters', namespace: 'db-prod' })).toBe(false);
  expect(admits(options, { resource: 'clusters', namespace: 'postgres-prod' })).toBe(true);
  const claim: Deletion = { resource: 'persistentvolumeclaims', namespace: 'db-prod', metadata: OF_CLUSTER };
  expect(admits(options, { ...claim, user: 'system:serviceaccount:operators:cnpg' })).toBe(true);
  expect(admits(options, { ...claim, user: 'system:serviceaccount:cnpg-system:cnpg' })).toBe(false);
});
