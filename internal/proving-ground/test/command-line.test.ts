import { readCommandLine } from '../src/command-line';
import { SUITES } from '../src/suites/suites';
import { troubleOf } from '../src/trouble';

test('says nothing: every suite', () => {
  expect(readCommandLine([])).toMatchObject({ suites: SUITES.map(({ name }) => name), short: false, keep: false });
  expect(readCommandLine(['admission', '--seed', '7', '--short'])).toMatchObject({ suites: ['admission'], seed: 7, short: true });
});

test('every problem of a command line is said at once, with how it is written', () => {
  const read = () => readCommandLine(['nothing', '--seed', 'x', '--within', 'soon', '--charts', '/no/such/folder']);
  for (const text of ['"nothing" is no suite', '--seed "x"', '--charts "/no/such/folder"', 'npm run prove']) {
    expect(read).toThrow(text);
  }
  expect(() => readCommandLine(['--nothing'])).toThrow('npm run prove');
});

test.each([
  ['write /x: no space left on device', 'The disk is full'],
  ['dial tcp: lookup proxy: no such host', 'cannot be reached'],
  ['go: go.mod requires go >= 1.99 (running go 1.26)', 'too old'],
])('%s', (output, remedy) => expect(troubleOf('It was not built.', output).message).toContain(remedy));
