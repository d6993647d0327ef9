import type { ConfigProblem } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

/** The policy names whom it lets in: without a label it would let in everybody. */
export function networkPolicyRules({ options: { networkPolicy } }: ResolvedCluster): ConfigProblem[] {
  return (['clientNamespaceLabels', 'operatorPodLabels'] as const)
    .filter((name) => networkPolicy?.[name] && Object.keys(networkPolicy[name]).length === 0)
    .map((name) => ({
      code: 'NETWORK_POLICY_LABELS',
      path: `networkPolicy.${name}`,
      message: 'Without a label the policy lets everybody in.',
      given: '{}',
      fix: `Name a label, or leave ${name} out.`,
    }));
}
