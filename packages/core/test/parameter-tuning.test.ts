import { Cpu, ParameterTuning, Size } from '../src';

test('the reference: stage has 256MB of shared buffers in 1Gi, prod 512MB in 2Gi', () => {
  expect(ParameterTuning.parameters({ memory: Size.gibibytes(1) })).toEqual({
    max_connections: '100',
    shared_buffers: '256MB',
    effective_cache_size: '768MB',
    maintenance_work_mem: '64MB',
    work_mem: '5MB',
  });
  expect(ParameterTuning.parameters({ memory: Size.gibibytes(2), walStorage: Size.gibibytes(20) })).toMatchObject({
    shared_buffers: '512MB',
    effective_cache_size: '1536MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '4096MB',
  });
});

test('parallel workers follow the whole cores, and one core runs none', () => {
  const workers = (cpu: Cpu) => {
    const tuned = ParameterTuning.parameters({ memory: Size.gibibytes(1), cpu });
    return [tuned.max_parallel_workers, tuned.max_parallel_workers_per_gather, tuned.max_parallel_maintenance_workers];
  };
  expect(workers(Cpu.millis(500))).toEqual(['1', '0', '0']);
  expect(workers(Cpu.cores(1))).toEqual(['1', '0', '0']);
  expect(workers(Cpu.millis(3500))).toEqual(['3', '1', '1']);
  expect(workers(Cpu.cores(8))).toEqual(['8', '4', '4']);
});

test('without CPU or a WAL volume their parameters are left to PostgreSQL', () => {
  const names = Object.keys(ParameterTuning.parameters({ memory: Size.gibibytes(4) }));
  expect(names.filter((name) => /parallel|wal/.test(name))).toEqual([]);
});

test('more connections leave each one less memory to sort in', () => {
  const workMem = (maxConnections: number) => ParameterTuning.parameters({ memory: Size.gibibytes(8), maxConnections }).work_mem;
  expect([10, 100, 400, 100_000].map(workMem)).toEqual(['64MB', '40MB', '10MB', '1MB']);
});

test.each(['64Mi', '256Mi', '1Gi', '2Gi', '7.5Gi', '16Gi', '256Gi'])(
  'with %s, all connections sorting at once stay within three quarters of the memory',
  (text) => {
    const memory = Size.parse(text);
    const tuned = ParameterTuning.parameters({ memory });
    const bytes = (name: string) => ParameterTuning.memoryBytes(tuned[name]);
    expect(bytes('shared_buffers')).toBeLessThanOrEqual(memory.toBytes() / 4);
    expect(bytes('maintenance_work_mem')).toBeLessThanOrEqual(2048 * 1024 ** 2);
    if (tuned.work_mem !== '1MB') {
      expect(bytes('shared_buffers') + Number(tuned.max_connections) * bytes('work_mem')).toBeLessThanOrEqual(
        memory.toBytes() * 0.75,
      );
    }
  },
);

test.each([
  ['256MB', 256 * 1024 ** 2],
  ['1GB', 1024 ** 3],
  ['1.5GB', 1.5 * 1024 ** 3],
  ['128kB', 128 * 1024],
  ['2TB', 2 * 1024 ** 4],
  ['512B', 512],
  ['256', 256 * 1024 ** 2],
  [' 8 MB ', 8 * 1024 ** 2],
])('PostgreSQL writes %s for %d bytes', (text, bytes) => {
  expect(ParameterTuning.memoryBytes(text)).toBe(bytes);
});

test.each(['', '1Gi', '1gb', '-1MB', 'all'])('"%s" is no amount of memory in PostgreSQL', (text) => {
  expect(ParameterTuning.memoryBytes(text)).toBeNaN();
});
