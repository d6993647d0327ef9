import { type ClusterRef, Cpu, ParameterTuning, Size } from '@pgplatform/core';
import { baseCluster } from '../../src/base-objects';
import type { EnvironmentOptions } from '../../src/environment-options';
import { parametersPatch } from '../../src/patches/parameters';
import { baseRef } from '../base-ref';

function parameters(environment: Partial<EnvironmentOptions>, base: ClusterRef = baseRef()): any {
  return parametersPatch(base, baseCluster(base), { name: 'prod', ...environment }).spec?.postgresql.parameters;
}

function withParameters(named: { [name: string]: string }, ref: { [name: string]: string } = {}): ClusterRef {
  return baseRef('2026.07', { spec: { postgresql: { parameters: named } } }, { parameters: ref });
}

test('an environment of the size of the base is not tuned again', () => {
  expect(parameters({})).toBeUndefined();
  expect(parameters({ memory: Size.mebibytes(1024), cpu: Cpu.millis(1000) })).toBeUndefined();
});

test('another size is tuned as the base was', () => {
  const memory = Size.gibibytes(4);
  const tuned = ParameterTuning.parameters({ memory, cpu: Cpu.cores(1) });
  expect(parameters({ memory })).toEqual({
    shared_buffers: tuned.shared_buffers,
    effective_cache_size: tuned.effective_cache_size,
    maintenance_work_mem: tuned.maintenance_work_mem,
    work_mem: tuned.work_mem,
  });
  expect(parameters({ cpu: Cpu.cores(4) })).toEqual({
    max_parallel_workers: '4',
    max_parallel_workers_per_gather: '2',
    max_parallel_maintenance_workers: '2',
  });
  expect(parameters({ walStorage: Size.gibibytes(20) })).toEqual({ max_wal_size: '4096MB' });
});

test('what the base names wins over the tuning, and the environment over both', () => {
  const base = withParameters({ shared_buffers: '300MB' }, { shared_buffers: '300MB' });
  const memory = Size.gibibytes(4);
  expect(parameters({ memory }, base)).not.toHaveProperty('shared_buffers');
  expect(parameters({ memory, parameters: { shared_buffers: '2GB', log_lock_waits: 'off' } }, base)).toMatchObject({
    shared_buffers: '2GB',
    log_lock_waits: 'off',
  });
});

test('so does what a patch put into the Cluster of the base', () => {
  expect(parameters({ memory: Size.gibibytes(4) }, withParameters({ work_mem: '7MB' }))).not.toHaveProperty('work_mem');
});

test('more connections share the same memory', () => {
  expect(parameters({ parameters: { max_connections: '200' } })).toEqual({ max_connections: '200', work_mem: '2MB' });
  const base = withParameters({ max_connections: '200', work_mem: '2MB' }, { max_connections: '200' });
  expect(parameters({ memory: Size.gibibytes(2) }, base)).toMatchObject({ work_mem: '5MB' });
});
