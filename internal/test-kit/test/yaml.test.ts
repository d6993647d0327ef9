import { readYaml, readYaml12 } from '../src';

describe('readYaml', () => {
  test('reads what YAML 1.1 takes for a boolean, a number or a key as that', () => {
    const text = 'a: on\nb: yes\nc: 12:30:45\ny: off\n';
    expect(readYaml(text)).toEqual([{ a: true, b: true, c: 45045, true: false }]);
    expect(readYaml12(text)).toEqual([{ a: 'on', b: 'yes', c: '12:30:45', y: 'off' }]);
  });

  test('reads quoted text as text', () => {
    expect(readYaml('a: "on"\n"y": "off"\n')).toEqual([{ a: 'on', y: 'off' }]);
  });

  test('reads all documents and leaves empty ones out', () => {
    expect(readYaml('a: 1\n---\n---\nb: 2\n')).toEqual([{ a: 1 }, { b: 2 }]);
  });

  test('refuses a key that occurs twice', () => {
    expect(() => readYaml('a: 1\na: 2\n')).toThrow('unique');
  });
});
