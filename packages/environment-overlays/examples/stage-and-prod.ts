import { type ClusterRef, Cpu, PlatformRelease, Size } from '@pgplatform/core';
import { EnvironmentOverlay, ProductDatabases } from '@pgplatform/environment-overlays';
import { App, Chart } from 'cdk8s';

// The base: a Cluster of your own, or `new ClusterBase(…).ref` of @pgplatform/cluster-base.
const image = PlatformRelease.latest().image();
const base: ClusterRef = {
  name: 'orders',
  platformRelease: '2026.07',
  image,
  instances: 1,
  storage: Size.gibibytes(10),
  memory: Size.gibibytes(1),
  cpu: Cpu.cores(1),
  parameters: {},
  manifests: [
    {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: { name: 'orders' },
      spec: { instances: 1, enablePDB: false, imageName: image.toString(), storage: { size: '10Gi' } },
    },
  ],
};

const environments = [
  { name: 'stage' },
  { name: 'prod', instances: 3, storage: Size.gibibytes(50), memory: Size.gibibytes(4), cpu: Cpu.cores(2) },
];

const app = new App();
const products = new ProductDatabases(new Chart(app, 'databases'), 'databases', {
  base,
  environments,
  products: [{ name: 'checkout', databases: [{ name: 'carts', extensions: [{ name: 'pgcrypto' }] }] }],
});
for (const environment of environments) {
  const overlay = new EnvironmentOverlay(new Chart(app, environment.name), 'postgres', { base, environment });
  console.log(`${overlay.namespace}: ${overlay.instances} x ${overlay.memory}, ${overlay.files().length} files for Kustomize`);
}
for (const { role, secretName, namespace } of products.credentials) {
  console.log(`${namespace}: role ${role} logs in with the Secret ${secretName}`);
}
app.synth();
