import type { Path } from '../field-path';
import type { Violation } from '../finding';
import { fields, items, text } from '../shape';
import { type RuleMaker, ruleMaker } from './admission-rule';
import type { ObjectView } from './object-view';

const from = (symbol: string): RuleMaker<ObjectView> =>
  ruleMaker('Database', `cloudnative-pg internal/webhook/v1/database_webhook.go ${symbol}`);
const namedRule = from('validateNameOptionsUsages');
const FOREIGN = { since: ['1.28.0'] };

/** DB: databases; what the operator makes of lists whose items share a name is undefined. */
export const databaseRules = [
  from('validateExtensions')('DB-1', 'The names of extensions differ.', 'Merge them.', ({ spec }) =>
    repeated(['spec', 'extensions'], spec.extensions),
  ),
  from('validateSchemas')('DB-2', 'The names of schemas differ.', 'Merge them.', ({ spec }) =>
    repeated(['spec', 'schemas'], spec.schemas),
  ),
  namedRule(
    'DB-3',
    'The names of foreign data wrappers differ, and those of foreign servers.',
    'Merge them.',
    function* ({ spec }) {
      for (const list of ['fdws', 'servers']) yield* repeated(['spec', list], spec[list]);
    },
    FOREIGN,
  ),
  namedRule('DB-4', 'An option is given once.', 'Keep one of them.', repeatedWithin('options'), FOREIGN),
  namedRule('DB-5', 'A usage is granted or revoked once for each role.', 'Keep one of them.', repeatedWithin('usage'), FOREIGN),
  from('validateServerFDWReference')(
    'DB-6',
    'A foreign server uses a foreign data wrapper of this Database.',
    'Add it to fdws, or correct the name.',
    function* ({ spec }) {
      const wrappers = names(spec.fdws);
      for (const [index, server] of items(spec.servers).map(fields).entries()) {
        if (server.ensure === 'absent' || wrappers.includes(text(server.fdw))) continue;
        yield { path: ['spec', 'servers', index, 'fdw'], given: server.fdw, allowed: wrappers.join(', ') || 'an entry of fdws' };
      }
    },
    FOREIGN,
  ),
];

function names(list: unknown): string[] {
  return items(list).map((item) => text(fields(item).name));
}

function* repeated(path: Path, list: unknown): Iterable<Violation> {
  const seen = new Set<string>();
  for (const [index, name] of names(list).entries()) {
    if (seen.has(name)) yield { path: [...path, index, 'name'], given: name, allowed: 'a name of its own' };
    seen.add(name);
  }
}

function repeatedWithin(field: string) {
  return function* ({ spec }: ObjectView): Iterable<Violation> {
    for (const list of ['fdws', 'servers']) {
      for (const [index, item] of items(spec[list]).entries()) yield* repeated(['spec', list, index, field], fields(item)[field]);
    }
  };
}
