import { Mutator } from '../src/admission/mutator';
import { Random } from '../src/admission/random';

const SCHEMA = {
  type: 'object',
  properties: {
    instances: { type: 'integer' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    list: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } } },
    word: { type: 'string', enum: ['a', 'b'] },
  },
};
const OBJECT = { kind: 'Thing', metadata: { name: 'x' }, spec: { instances: 1, list: [{ name: 'a' }], labels: { a: 'b' } } };
const mutants = (seed: number) => {
  const mutator = new Mutator(new Map([['Thing', SCHEMA]]), new Random(seed));
  return Array.from({ length: 300 }, () => mutator.mutate(OBJECT));
};

test('a seed gives the same objects again, another seed others', () => {
  expect(mutants(7)).toEqual(mutants(7));
  expect(mutants(7)).not.toEqual(mutants(8));
});

test('nearly all are changed, in many ways, none is a part of another, and what they are made of stays', () => {
  const before = JSON.stringify(OBJECT);
  const texts = mutants(1).map((mutant) => JSON.stringify(mutant));
  expect(new Set(texts).size).toBeGreaterThan(200);
  expect(texts.filter((text) => text === before).length).toBeLessThan(30);
  expect(JSON.stringify(OBJECT)).toBe(before);
});
