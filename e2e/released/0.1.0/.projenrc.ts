import { Cpu, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';
import { PRODUCTS } from './platform/products';

// What we agreed on with the storage team: everybody starts with a multiple of this.
const unit = (count: number) => Size.gibibytes(10 * count);

/** Two cores in prod, because the nightly report is heavy. */
const prodSize = { cpu: Cpu.cores(2), cpuRequest: Cpu.cores(1) };

// The whole platform of a team. Edit, then run: npx projen
const project = new PgPlatformProject({
  name: 'payments-db',
  team: 'payments',
  // The URL from which Argo CD reads this repository.
  repoUrl: 'https://git.example.com/payments/postgres.git',
  // A tested set of versions; it moves only when you move it.
  platformRelease: '2025.10',
  // Below the security floor (CVE-2026-55769): for adoption and transit, not for shared databases.
  acceptInsecureRelease: true,
  storageClass: 'longhorn-single-replica',
  bucket: 'cloudnativepg-backups',
  clusterBase: {
    backup: {
      retention: '14d', // the auditors ask for two weeks
    },
  },
  environments: [
    { name: 'stage', cpu: Cpu.cores(1), memory: Size.gibibytes(1), storage: unit(1) },
    {
      name: 'prod',
      ...prodSize,
      memory: Size.gibibytes(2),
      storage: unit(5),
      extraResources: ['alert-rules.yaml'], // ours, see docs/on-call.md
    },
  ],
  products: PRODUCTS,
});

project.synth();
