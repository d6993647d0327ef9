import type { Change } from './impact-report';

/** Makes changes by the rules of one mechanism: nobody notices them unless more is said. */
export function ruledChange<Id extends string>(rules: readonly { readonly id: Id; readonly says: string }[], source: string) {
  return (id: Id, object: string, more: Partial<Change> = {}): Change => ({
    object,
    path: '',
    from: null,
    to: null,
    effect: 'none',
    why: rules.find((rule) => rule.id === id)?.says ?? '',
    interruption: 'none',
    reversible: true,
    source,
    rule: id,
    ...more,
  });
}
