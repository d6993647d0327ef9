import { boundProblem, sameValueAs, typeOf } from '../../src/schema/value-check';

describe('sameValueAs', () => {
  it.each([
    ['string', 100, '100'],
    ['string', true, 'true'],
    ['string', 1.1, undefined],
    ['integer', '3', 3],
    ['integer', '03', undefined],
    ['integer', 'three', undefined],
    ['boolean', 'true', true],
    ['boolean', 'yes', undefined],
    ['object', 'x', undefined],
  ])('of type %s for %p is %p', (type, value, same) => expect(sameValueAs(type, value)).toBe(same));
});

describe('typeOf', () => {
  it('tells whole numbers, lists and null apart', () => {
    expect([1, 1.5, [], null, {}, 'x', true].map(typeOf)).toEqual([
      'integer',
      'number',
      'array',
      'null',
      'object',
      'string',
      'boolean',
    ]);
  });
});

describe('boundProblem', () => {
  it('counts characters, not code units', () => {
    expect(boundProblem({ type: 'string', maxLength: 2 }, '🐘🐘')).toBeUndefined();
    expect(boundProblem({ type: 'string', maxLength: 2 }, 'abc')).toBe('at most 2 characters');
  });

  it('counts items', () => {
    expect(boundProblem({ type: 'array', minItems: 1, maxItems: 8 }, [])).toBe('1 to 8 items');
  });
});
