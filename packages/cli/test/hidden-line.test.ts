import * as fc from 'fast-check';
import { HiddenLine, type LineEvent } from '../src/hidden-line';

/** What becomes of bytes: the line that Enter ended, or why there is none. */
function lineOf(text: string): { value: string; isPasted: boolean } | LineEvent {
  const line = new HiddenLine();
  for (const byte of Buffer.from(text)) {
    const event = line.take(byte);
    if (event === 'enter') {
      const { value, isPasted } = line.end();
      return { value: value.toString(), isPasted };
    }
    if (event) {
      return event;
    }
  }
  return undefined;
}

const CHARACTERS = ['a', 'é', '😀', ' ', '[', '2', '0', '1', '~'];
const characters = fc.string({ unit: fc.constantFrom(...CHARACTERS) });
const texts = fc.string({ unit: fc.constantFrom(...CHARACTERS, '\r', '\n', '\r\n') });

it('a marked paste is one line with all of its text, or it is refused', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const value = text.replace(/(\r\n|\r|\n)$/, '');
      const isLine = !/[\r\n]/.test(value);
      expect(lineOf(`\x1b[200~${text}\x1b[201~\r`)).toEqual(isLine ? { value, isPasted: true } : 'lines');
    }),
  );
});

it('a line of which a part was typed is no paste', () => {
  fc.assert(
    fc.property(characters.filter(Boolean), characters, fc.boolean(), (typed, pasted, first) => {
      const marked = `\x1b[200~${pasted}\x1b[201~`;
      const value = first ? typed + pasted : pasted + typed;
      expect(lineOf(first ? `${typed}${marked}\r` : `${marked}${typed}\r`)).toEqual({ value, isPasted: false });
    }),
  );
});

it('what is taken back leaves no byte behind', () => {
  expect(lineOf('é€😀\x7f\x7f\x7fx\r')).toEqual({ value: 'x', isPasted: false });
  expect(lineOf('wrong\x15\x1b[200~right\x1b[201~\r')).toEqual({ value: 'right', isPasted: true });
});
