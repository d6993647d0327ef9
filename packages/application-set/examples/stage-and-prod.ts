import { ApplicationSet, RootApplication } from '@pgplatform/application-set';
import { App, Chart } from 'cdk8s';

const app = new App();
const chart = new Chart(app, 'argo-cd');
const repoUrl = 'https://git.example.com/acme/postgres.git';

new RootApplication(chart, 'root', { repoUrl });
new ApplicationSet(chart, 'clusters', {
  repoUrl,
  elements: [
    { environment: 'stage', namespace: 'postgres-stage' },
    { environment: 'prod', namespace: 'postgres-prod', sync: { prune: false }, destination: { name: 'prod-eu' } },
  ],
});

console.log(app.synthYaml());
