import { configError, formatProblems, isConfigError } from '../src';

const SHRINKS = {
  code: 'STORAGE_SHRINKS',
  path: 'environments.prod.storage',
  message: 'Volumes cannot shrink.',
  given: '20Gi',
  allowed: 'at least 50Gi',
  fix: 'Raise it.',
};
const BARE = { code: 'X', path: '', message: 'Something is wrong.', fix: 'Change it.' };

test('the text of the error has every problem with code, path, given, allowed and fix', () => {
  expect(configError([SHRINKS, BARE]).message).toBe(
    [
      '2 problems in the configuration:',
      '  STORAGE_SHRINKS  environments.prod.storage',
      '      Volumes cannot shrink. Given: 20Gi. Allowed: at least 50Gi.',
      '      → Raise it.',
      '  X',
      '      Something is wrong.',
      '      → Change it.',
    ].join('\n'),
  );
});

test('one problem is not counted in the plural', () => {
  expect(formatProblems([BARE])).toMatch(/^1 problem in/);
});

test('whatever prints the stack prints the problems and no stack', () => {
  const error = configError([BARE]);
  expect(error.stack).toBe(error.message);
  expect(error.name).toBe('ConfigError');
});

test('the problems are data on the error, copied from the list', () => {
  const problems = [SHRINKS];
  const error = configError(problems);
  problems.pop();
  expect(error.problems).toEqual([SHRINKS]);
});

test('an error of another copy of this package is known, and nothing else is', () => {
  jest.isolateModules(() => {
    const copy = require('../src/config-error');
    expect(copy.configError).not.toBe(configError);
    expect(isConfigError(copy.configError([BARE]))).toBe(true);
  });
  for (const thrown of [new Error('x'), { problems: [BARE] }, null, undefined, 'text']) {
    expect(isConfigError(thrown)).toBe(false);
  }
});
