import { clustersHealthy, pluginUp } from './kubectl';
import { REVERT, type ReleaseStep, type StepText } from './step-text';

/** The Barman Cloud plugin beside the operator; no Cluster uses it yet. */
export function pluginStep({ after, release }: ReleaseStep): StepText {
  const { namespace } = after.operator;
  return {
    title: `Barman Cloud plugin ${release.pluginVersion}`,
    what: [
      `The Barman Cloud plugin ${release.pluginVersion} (chart ${release.pluginChart}) is installed in ${namespace}, beside the operator. No Cluster uses it yet.`,
    ],
    before: ['cert-manager runs in the cluster: the plugin and the operator trust each other by certificates that it makes.'],
    health: [
      'cert-manager is there, and the Certificates barman-cloud-server and barman-cloud-client are Ready.',
      `Deployment plugin-barman-cloud in ${namespace} is up.`,
    ],
    verify: [
      'kubectl get crd certificates.cert-manager.io issuers.cert-manager.io',
      ...pluginUp(after),
      ...clustersHealthy(after),
    ],
    back: [`${REVERT} Nothing uses the plugin, so what Argo CD leaves of it does no harm.`],
  };
}
