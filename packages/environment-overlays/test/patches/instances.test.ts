import { PlatformRelease } from '@pgplatform/core';
import { instancesPatch } from '../../src/patches/instances';

function patch(from: any, instances: number, release = '2026.07'): any {
  const { instances: before, ...postgresql } = from;
  return instancesPatch({ spec: { instances: before, postgresql } }, instances, PlatformRelease.of(release)).spec;
}

const SYNCHRONOUS = { method: 'any', number: 1, dataDurability: 'required' };

test('one instance has no disruption budget: it would block every drain of its node', () => {
  expect(patch({ instances: 2 }, 1)).toEqual({ instances: 1, enablePDB: false });
});

test('two instances have one, and replicate asynchronously', () => {
  expect(patch({ instances: 1 }, 2)).toEqual({ instances: 2, enablePDB: true });
});

test('three instances replicate synchronously, with a failover quorum where the operator has one', () => {
  expect(patch({ instances: 1 }, 3).postgresql).toEqual({ synchronous: { ...SYNCHRONOUS, failoverQuorum: true } });
  expect(patch({ instances: 1 }, 3, '2025.10').postgresql).toEqual({ synchronous: SYNCHRONOUS });
});

test('a base that replicates in its own way keeps it', () => {
  expect(patch({ instances: 3, synchronous: { ...SYNCHRONOUS, number: 2 } }, 5)).toEqual({ instances: 5, enablePDB: true });
  expect(patch({ instances: 2, synchronous: SYNCHRONOUS }, 3)).toEqual({ instances: 3, enablePDB: true });
  expect(patch({ instances: 2, synchronous: SYNCHRONOUS }, 2)).toEqual({ instances: 2, enablePDB: true });
  expect(patch({ instances: 3 }, 5)).toEqual({ instances: 5, enablePDB: true });
});

test('below three instances, or with too few for its number, a base of three loses synchronous replication', () => {
  expect(patch({ instances: 3, synchronous: SYNCHRONOUS }, 2).postgresql).toEqual({ synchronous: null });
  expect(patch({ instances: 5, synchronous: { ...SYNCHRONOUS, number: 3 } }, 3).postgresql).toEqual({ synchronous: null });
});
