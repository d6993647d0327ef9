import { Cpu } from '@pgplatform/core';
import { OperatorValues, Prerequisite } from '@pgplatform/operator-values';
import { App, Chart } from 'cdk8s';

const app = new App();
const operator = new OperatorValues(new Chart(app, 'argo-cd'), 'operator', {
  platformRelease: '2026.07',
  values: {
    replicaCount: 2,
    resources: { limits: { cpu: Cpu.cores(1) } },
    tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists' }],
  },
  prerequisites: { certManager: Prerequisite.INSTALL },
});

console.log(app.synthYaml());
console.log(`# the operator runs as deployment/${operator.deployment} in ${operator.namespace}`);
