import { KubernetesPatch } from '@pgplatform/core';
import fc from 'fast-check';
import { mergeDifference } from '../src/merge-difference';

test('equal objects differ by nothing', () => {
  expect(mergeDifference({ a: { b: [1, { c: null }] } }, { a: { b: [1, { c: null }] } })).toBeUndefined();
});

test('only what differs is named, and null removes', () => {
  expect(mergeDifference({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1, c: 4 } })).toEqual({ a: { c: 4 }, d: null });
});

test('a list is one value', () => {
  expect(mergeDifference({ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 1 }, { b: 3 }] })).toEqual({ a: [{ b: 1 }, { b: 3 }] });
});

test('merging the difference gives the other object, whatever both are', () => {
  const { manifest } = fc.letrec((tie) => ({
    manifest: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'constructor'), tie('value'), { maxKeys: 3 }),
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.string(),
      fc.boolean(),
      fc.array(tie('value'), { maxLength: 2 }),
      tie('manifest'),
    ),
  }));
  fc.assert(
    fc.property(manifest, manifest, (from, to) => {
      const difference = mergeDifference(from, to);
      expect(difference === undefined ? from : KubernetesPatch.merge(from, difference)).toEqual(to);
    }),
  );
});
