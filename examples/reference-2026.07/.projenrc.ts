import { Cpu, Size } from '@pgplatform/core';
import { PgPlatformProject } from 'pgplatform';

// The reference system, with the options left at their defaults.
const project = new PgPlatformProject({
  name: 'reference-2026.07',
  team: 'payments',
  // The URL from which Argo CD reads this repository.
  repoUrl: 'https://git.example.com/payments/postgres.git',
  // A tested set of versions; it moves only when you move it.
  platformRelease: '2026.07',
  environments: [
    { name: 'stage', cpu: Cpu.cores(1), memory: Size.gibibytes(1), storage: Size.gibibytes(10) },
    { name: 'prod', cpu: Cpu.cores(2), cpuRequest: Cpu.cores(1), memory: Size.gibibytes(2), storage: Size.gibibytes(50) },
  ],
});

project.synth();
