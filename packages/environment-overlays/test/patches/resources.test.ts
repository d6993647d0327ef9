import { Cpu, Size } from '@pgplatform/core';
import { resourcesPatch } from '../../src/patches/resources';

test('memory is request and limit', () => {
  expect(resourcesPatch({ name: 'prod', memory: Size.mebibytes(2048) }).spec.resources).toEqual({
    requests: { memory: '2Gi' },
    limits: { memory: '2Gi' },
  });
});

test('CPU is the limit, and the CPU request is the request', () => {
  expect(resourcesPatch({ name: 'prod', cpu: Cpu.millis(2000), cpuRequest: Cpu.cores(0.5) }).spec.resources).toEqual({
    requests: { cpu: '500m' },
    limits: { cpu: '2' },
  });
});

test('what is not said is not patched', () => {
  expect(resourcesPatch({ name: 'prod' })).toEqual({});
  expect(resourcesPatch({ name: 'prod', cpu: Cpu.cores(2) })).toEqual({ spec: { resources: { limits: { cpu: '2' } } } });
});
