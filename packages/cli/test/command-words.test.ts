import { commandWords } from '../src/command-words';

it.each<[string, string[]]>([
  ['op read op://prod/s3/id', ['op', 'read', 'op://prod/s3/id']],
  [`  a 'b c' "d e" f\\ g  `, ['a', 'b c', 'd e', 'f g']],
  [`a="b c"d`, ['a=b cd']],
  [`'it'"'"'s'`, ["it's"]],
  [`"a \\"b\\" \\\\"`, ['a "b" \\']],
  [`'$HOME | x'`, ['$HOME | x']],
  [`''`, ['']],
  ['', []],
])('%p is the words %p', (command, words) => {
  expect(commandWords(command)).toEqual(words);
});

it.each([
  'a | b',
  'a; b',
  'a && b',
  'a > b',
  'a < b',
  'a $B',
  'a "$B"',
  'a `b`',
  'a $(b)',
  'a "`b`"',
  `a 'b`,
  'a "b',
  'a\\',
  '(a)',
])('%p needs a shell, or does not end', (command) => {
  expect(commandWords(command)).toBeUndefined();
});
