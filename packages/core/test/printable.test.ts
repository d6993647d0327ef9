import { printable, printableJson } from '../src/printable';

const ESC = '\u001b';

test.each([
  ['plain text, ä, 😀, 👩\u200d💻', 'plain text, ä, 😀, 👩\u200d💻'],
  ['two\n\tlines', 'two\n\tlines'],
  ['of\r\nWindows', 'of\nWindows'],
  [`db${ESC}]0;PWN\u0007${ESC}[2J`, 'db\\u{1b}]0;PWN\\u{7}\\u{1b}[2J'],
  ['back\rhere\b', 'back\\u{d}here\\u{8}'],
  ['\u007f\u009b31m\u0085', '\\u{7f}\\u{9b}31m\\u{85}'],
  ['evil\u202etxt\u2066\u200f', 'evil\\u{202e}txt\\u{2066}\\u{200f}'],
  ['a\u2028b\u2029c\ufeff', 'a\\u{2028}b\\u{2029}c\\u{feff}'],
  ['\ud800', '\\u{d800}'],
])('%j is printed as %j', (text, shown) => {
  expect(printable(text)).toBe(shown);
});

test('no code point comes through that Unicode calls a control, a surrogate, a separator of lines or a mark of direction', () => {
  const points = Array.from({ length: 0x11_0000 }, (_, point) => String.fromCodePoint(point));
  const shown = printable(points.join(' ')).replace(/[\n\t]/g, '');
  expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
});

test.each([
  ['::error::pwn', '\\u{3a}:error::pwn'],
  ['x\n  ::add-mask::y', 'x\n  \\u{3a}:add-mask::y'],
  ['x\n\u00a0\u3000::stop-commands::y', 'x\n\u00a0\u3000\\u{3a}:stop-commands::y'],
  ['x\r\n::error::y', 'x\n\\u{3a}:error::y'],
  ['a ##[error]b', 'a \\u{23}#[error]b'],
  ['##vso[task.setvariable]b', '\\u{23}#vso[task.setvariable]b'],
  ['std::string and # and ## Title', 'std::string and # and ## Title'],
])('on a runner of GitHub %j is printed as %j', (text, shown) => {
  expect(printable(text, { GITHUB_ACTIONS: 'true' })).toBe(shown);
  expect(printable(text)).toBe(text.replace(/\r\n/g, '\n'));
});

test('JSON reads as it did', () => {
  const value = { [`${ESC}\u009b\u2028`]: '\ud800\u202e\u007f\ufeff\u0085 "x"\n', list: ['::error::x', '##[error]x'] };
  const json = printableJson(JSON.stringify(value, undefined, 2));
  expect(JSON.parse(json)).toEqual(value);
  expect(json).not.toContain('##[');
  expect(json.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
});
