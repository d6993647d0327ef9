import { fields, items } from '../shape';
import { celRules } from './cel-rule';
import { localeRules } from './locale';

const { state, immutable, fixedCluster } = celRules('Database');
const FOREIGN = ['1.28.0'];

export const databaseCelRules = [
  state('NAME-RESERVED', 'The databases of the server itself are not managed.', 'Choose another name.', function* ({ name }) {
    if (name === 'postgres' || name === 'template0' || name === 'template1') {
      yield { path: ['spec', 'name'], given: name, allowed: 'not postgres, template0 or template1' };
    }
  }),
  state(
    'SERVER-FDW',
    'A foreign server names its wrapper.',
    'Give fdw.',
    function* ({ servers }) {
      for (const [index, server] of items(servers).entries()) {
        if (fields(server).fdw === '') yield { path: ['spec', 'servers', index, 'fdw'], given: '', allowed: 'an entry of fdws' };
      }
    },
    FOREIGN,
  ),
  state(
    'USAGE-NAME',
    'A usage names its role.',
    'Give the name of a role.',
    function* (spec) {
      for (const list of ['fdws', 'servers']) {
        for (const [index, item] of items(spec[list]).entries()) {
          const place = items(fields(item).usage).findIndex((usage) => fields(usage).name === '');
          if (place >= 0) yield { path: ['spec', list, index, 'usage', place, 'name'], given: '', allowed: 'the name of a role' };
        }
      }
    },
    FOREIGN,
  ),
  ...localeRules('Database', []),
  immutable('NAME', ['name']),
  immutable('TEMPLATE', ['template']),
  immutable('ENCODING', ['encoding']),
  immutable('LOCALE', ['locale']),
  immutable('LOCALE-PROVIDER', ['localeProvider']),
  immutable('LOCALE-COLLATE', ['localeCollate']),
  immutable('LOCALE-CTYPE', ['localeCType']),
  immutable('ICU-LOCALE', ['icuLocale']),
  immutable('ICU-RULES', ['icuRules']),
  immutable('BUILTIN-LOCALE', ['builtinLocale']),
  immutable('COLLATION-VERSION', ['collationVersion']),
  fixedCluster(),
];
