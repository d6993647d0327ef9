import type { Violation } from '../finding';
import { type Fields, fields, items } from '../shape';
import { celRules } from './cel-rule';

export const imageCatalogCelRules = ['ImageCatalog', 'ClusterImageCatalog'].flatMap((kind) => {
  const { state } = celRules(kind);
  return [
    state('MAJOR-UNIQUE', 'A catalog has one image for each major version.', 'Keep one of them.', repeated('images', 'major')),
    state(
      'KEY-UNIQUE',
      'A catalog has one component image for each key.',
      'Keep one of them.',
      repeated('componentImages', 'key'),
      ['1.28.4', '1.29.2', '1.30.0'],
    ),
  ];
});

function repeated(list: string, key: string) {
  return function* (spec: Fields): Iterable<Violation> {
    const seen = new Set<unknown>();
    for (const [index, item] of items(spec[list]).entries()) {
      const value = fields(item)[key];
      if (seen.has(value))
        yield { path: ['spec', list, index, key], given: value, allowed: `a ${key} that is not in the catalog yet` };
      seen.add(value);
    }
  };
}
