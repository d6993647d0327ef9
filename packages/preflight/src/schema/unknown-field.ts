import { nearestName, plainText } from '@pgplatform/core';
import type { FactNode } from '@pgplatform/facts';
import type { Path } from '../field-path';
import type { Violation } from '../finding';
import { FactSet } from './fact-set';

/** Longest name for which a near one is looked for; longer ones are no typing mistakes. */
const LONGEST_TYPO = 64;

/** What to say about a field that the facts do not have: the nearest one they have, and the versions that have this one. */
export function unknownField(
  { apiVersion, kind }: { readonly apiVersion: string; readonly kind: string },
  others: readonly string[],
  node: FactNode,
  parent: any,
  path: Path,
): Violation {
  const name = plainText(path[path.length - 1]);
  const known = Object.keys(node.fields ?? {});
  const near = name.length <= LONGEST_TYPO ? nearestName(name, known) : undefined;
  const elsewhere = others.filter((set) => FactSet.named(set).at(apiVersion, kind, path) !== undefined);
  const versions = elsewhere.map((set) => set.replace(/-(?=[\d])/, ' ')).join(', ');
  const renamed = near !== undefined && near.toLowerCase() === name.toLowerCase() && !Object.hasOwn(parent, near);
  return {
    path,
    given: name,
    allowed: near ?? (known.length > 0 && known.length <= 20 ? known.join(', ') : undefined),
    why: `${name} is no field of ${[kind, ...path.slice(0, -1).filter((key) => typeof key === 'string')].join('.')} in this version${
      versions ? `; it is one in ${versions}` : ''
    }.`,
    fix: near ? `Did you mean ${near}?` : versions ? `Remove it, or use ${versions}.` : 'Remove it.',
    ...(renamed && { edits: [{ path }, { path: [...path.slice(0, -1), near], value: parent[name] }] }),
  };
}
