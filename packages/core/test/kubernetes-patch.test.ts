import { KubernetesPatch } from '../src';

// The test cases of RFC 7386, appendix A.
test.each<[any, any, any]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('RFC 7386: %j merged with %j is %j', (target, patch, expected) => {
  expect(KubernetesPatch.merge(target, patch)).toEqual(expected);
});

test('an undefined member of a merge patch changes nothing', () => {
  expect(KubernetesPatch.merge({ a: 1 }, { a: undefined, b: undefined })).toStrictEqual({ a: 1 });
});

test('merging changes neither argument', () => {
  const target = { spec: { a: 1, list: [1] } };
  const patch = { spec: { a: null, b: 2 } };
  expect(KubernetesPatch.merge(target, patch)).toEqual({ spec: { list: [1], b: 2 } });
  expect(target).toEqual({ spec: { a: 1, list: [1] } });
  expect(patch).toEqual({ spec: { a: null, b: 2 } });
});

// Appendix A of RFC 6902, as far as add, replace and remove go.
test.each<[string, any, any[], any]>([
  ['A.1 adding a member', { foo: 'bar' }, [{ op: 'add', path: '/baz', value: 'qux' }], { baz: 'qux', foo: 'bar' }],
  ['A.2 adding an item', { foo: ['bar', 'baz'] }, [{ op: 'add', path: '/foo/1', value: 'qux' }], { foo: ['bar', 'qux', 'baz'] }],
  ['A.3 removing a member', { baz: 'qux', foo: 'bar' }, [{ op: 'remove', path: '/baz' }], { foo: 'bar' }],
  ['A.4 removing an item', { foo: ['bar', 'qux', 'baz'] }, [{ op: 'remove', path: '/foo/1' }], { foo: ['bar', 'baz'] }],
  ['A.5 replacing a value', { baz: 'qux' }, [{ op: 'replace', path: '/baz', value: 'boo' }], { baz: 'boo' }],
  [
    'A.10 adding a nested member',
    { foo: 'bar' },
    [{ op: 'add', path: '/child', value: { g: {} } }],
    { foo: 'bar', child: { g: {} } },
  ],
  ['A.14 escaping', { '/': 9, '~1': 10 }, [{ op: 'replace', path: '/~01', value: 1 }], { '/': 9, '~1': 1 }],
  ['A.16 adding to the end', { foo: ['bar'] }, [{ op: 'add', path: '/foo/-', value: ['abc'] }], { foo: ['bar', ['abc']] }],
  ['adding over a member', { foo: 'bar' }, [{ op: 'add', path: '/foo', value: 1 }], { foo: 1 }],
  ['replacing an item', { foo: [1, 2] }, [{ op: 'replace', path: '/foo/0', value: 3 }], { foo: [3, 2] }],
  ['adding at the length', { foo: [1] }, [{ op: 'add', path: '/foo/1', value: 2 }], { foo: [1, 2] }],
  [
    'several in order',
    { foo: [] },
    [
      { op: 'add', path: '/foo/-', value: 1 },
      { op: 'remove', path: '/foo/0' },
    ],
    { foo: [] },
  ],
])('RFC 6902: %s', (_, target, operations, expected) => {
  expect(KubernetesPatch.apply(target, operations)).toEqual(expected);
});

test.each<[string, any]>([
  ['replacing what is not there', { op: 'replace', path: '/spec/b', value: 1 }],
  ['removing what is not there', { op: 'remove', path: '/spec/b' }],
  ['adding below what is not there', { op: 'add', path: '/metadata/name', value: 1 }],
  ['an index past the end', { op: 'add', path: '/list/2', value: 1 }],
  ['removing the end', { op: 'remove', path: '/list/-' }],
  ['an index that is no number', { op: 'add', path: '/list/first', value: 1 }],
  ['an index with a leading zero', { op: 'replace', path: '/list/00', value: 1 }],
  ['a member of a text', { op: 'add', path: '/text/length', value: 1 }],
  ['what every object inherits', { op: 'replace', path: '/spec/toString', value: 1 }],
  ['a path without a slash', { op: 'add', path: 'spec', value: 1 }],
  ['an operation that Kustomize patches of ours do not use', { op: 'move', path: '/spec', from: '/list' }],
])('an error instead of a silent change: %s', (_, operation) => {
  const target = { spec: { a: 1 }, list: [1], text: 'abc' };
  expect(() => KubernetesPatch.apply(target, [operation])).toThrow(`patch ${operation.op} ${operation.path}`);
  expect(target).toEqual({ spec: { a: 1 }, list: [1], text: 'abc' });
});
