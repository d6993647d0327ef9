import { errorSubject, judging } from '../src/error-subject';

test('an error says what was judged, the innermost', () => {
  const error = new Error('x');
  const fails = () =>
    judging('outer', () =>
      judging('inner', () => {
        throw error;
      }),
    );
  expect(fails).toThrow(error);
  expect(errorSubject(error)).toBe('inner');
  expect(Object.keys(error)).toEqual([]);
});

test('what is judged well is given back', () => {
  expect(judging('x', () => 1)).toBe(1);
  expect([undefined, 'x', new Error('y')].map(errorSubject)).toEqual([undefined, undefined, undefined]);
});
