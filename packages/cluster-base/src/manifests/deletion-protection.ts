import { ArgoCd } from '@pgplatform/core';
import type { DeletionProtectionOptions } from '../deletion-protection-options';

const ANNOTATION = 'pgplatform.dev/allow-deletion';

/** They delete only what follows from a deletion that was let through: the claims of a Cluster, the content of a namespace. */
const CONTROLLERS = [
  'system:kube-controller-manager',
  'system:serviceaccount:kube-system:generic-garbage-collector',
  'system:serviceaccount:kube-system:namespace-controller',
];

/**
 * The policy and its binding. On DELETE there is only `oldObject`; deletion of a collection is judged object by object.
 *
 * Source: https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function deletionProtection(cluster: string, options: DeletionProtectionOptions): any[] {
  const name = `${cluster}-deletion-protection`;
  const operator = `system:serviceaccount:${options.operatorNamespace ?? 'cnpg-system'}:`;
  const metadata = { name, annotations: ArgoCd.guard() };
  return [
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata,
      spec: {
        failurePolicy: 'Fail',
        matchConstraints: {
          matchPolicy: 'Equivalent',
          resourceRules: [rule('postgresql.cnpg.io', ['clusters']), rule('', ['persistentvolumeclaims', 'namespaces'])],
        },
        matchConditions: [
          { name: 'protected-namespace', expression: inNamespaces(options.namespaces ?? []) },
          {
            name: 'volumes-of-clusters-only',
            expression:
              "request.resource.resource != 'persistentvolumeclaims' || (has(oldObject.metadata.labels) && 'cnpg.io/cluster' in oldObject.metadata.labels)",
          },
          {
            name: 'not-a-consequence',
            expression: `!(${[...CONTROLLERS.map((user) => `request.userInfo.username == '${user}'`), `request.userInfo.username.startsWith('${operator}')`].join(' || ')})`,
          },
        ],
        validations: [
          {
            expression: `has(oldObject.metadata.annotations) && '${ANNOTATION}' in oldObject.metadata.annotations && oldObject.metadata.annotations['${ANNOTATION}'] == 'true'`,
            message: `This holds a database. To delete it, annotate it first: ${ANNOTATION}=true`,
            reason: 'Forbidden',
          },
        ],
      },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata,
      spec: { policyName: name, validationActions: ['Deny'] },
    },
  ];
}

function rule(apiGroup: string, resources: string[]): any {
  return { apiGroups: [apiGroup], apiVersions: ['v1'], operations: ['DELETE'], resources, scope: '*' };
}

/** A namespace is in itself. */
function inNamespaces(namespaces: string[]): string {
  const namespace = "(request.resource.resource == 'namespaces' ? request.name : request.namespace)";
  return namespaces.length > 0
    ? namespaces.map((name) => `${namespace} == '${name}'`).join(' || ')
    : `${namespace}.startsWith('postgres-')`;
}
