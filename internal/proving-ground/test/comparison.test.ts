import { Comparison } from '../src/admission/comparison';
import type { Verdict } from '../src/admission/known-differences';
import { realVerdict } from '../src/admission/verdict';

const OBJECT = { kind: 'Cluster', metadata: {}, spec: {} };
const verdict = (accepts: boolean, rest: Partial<Verdict> = {}): Verdict => ({ accepts, reasons: [], warnings: [], ...rest });
const unexplained = (way: 'create' | 'apply' | 'update', product: Verdict, real: Verdict) => {
  const comparison = new Comparison(way);
  comparison.add(OBJECT, product, real);
  return comparison.unexplained.length;
};

test.each<[string, 'create' | 'apply' | 'update', Verdict, Verdict, number]>([
  ['the same', 'create', verdict(true), verdict(true), 0],
  ['a refusal that nobody announced', 'create', verdict(true), verdict(false), 1],
  ['a refusal that does not come', 'create', verdict(false, { reasons: ['CL-IMG-1 spec.imageName'] }), verdict(true), 1],
  ['a null that a default replaces', 'apply', verdict(false, { reasons: ['SCHEMA-NULL spec.a'] }), verdict(true), 0],
  ['a null and something else', 'apply', verdict(false, { reasons: ['SCHEMA-NULL spec.a', 'X spec.b'] }), verdict(true), 1],
  ['a null that is refused, and was not announced', 'apply', verdict(true), verdict(false), 1],
  ['a warning that nobody announced', 'create', verdict(true), verdict(true, { warnings: ['deprecated'] }), 1],
  [
    'one sentence for two fields',
    'create',
    verdict(true, { warnings: ['W spec.a', 'W spec.b'] }),
    verdict(true, { warnings: ['both'] }),
    0,
  ],
  [
    'one sentence for two rules',
    'create',
    verdict(true, { warnings: ['V spec.a', 'W spec.b'] }),
    verdict(true, { warnings: ['one'] }),
    1,
  ],
])('%s', (_, way, product, real, count) => expect(unexplained(way, product, real)).toBe(count));

test('what is no verdict is none', () => {
  expect(realVerdict({ status: 422, body: { message: 'no' }, warnings: [] })).toMatchObject({ accepts: false, reasons: ['no'] });
  const untyped = { message: 'failed to create typed patch object (x): .spec.instances: expected numeric' };
  expect(realVerdict({ status: 500, body: untyped, warnings: [] }).accepts).toBe(false);
  expect(() => realVerdict({ status: 500, body: { message: 'failed calling webhook' }, warnings: [] })).toThrow('no verdict');
  expect(() => realVerdict({ status: 404, body: {}, warnings: [] })).toThrow('no verdict');
});
