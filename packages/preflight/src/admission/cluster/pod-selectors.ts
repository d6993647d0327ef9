import type { Path } from '../../field-path';
import type { Violation } from '../../finding';
import { isLabelKey, isLabelValue } from '../../kubernetes-label';
import { fields, items, text } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validatePodSelectorRefs');
const SINCE = { since: ['1.29.0'] };

/** CL-PSR and CL-HBA: client pods that pg_hba rules name. */
export const podSelectorRules = [
  rule(
    'CL-PSR-1',
    'A pod selector has a name of its own and is a label selector.',
    'Rename it, or correct its labels and expressions.',
    function* ({ spec }) {
      const seen = new Set<string>();
      for (const [index, reference] of items(spec.podSelectorRefs).entries()) {
        const path = ['spec', 'podSelectorRefs', index];
        const { name, selector } = fields(reference);
        if (seen.has(text(name))) yield { path: [...path, 'name'], given: name, allowed: 'a name of its own' };
        seen.add(text(name));
        yield* selectorProblems([...path, 'selector'], selector);
      }
    },
    SINCE,
  ),
  rule(
    'CL-HBA-1',
    'A pg_hba rule names one pod selector at most, one that exists.',
    'Name an entry of podSelectorRefs.',
    function* ({ spec, postgresql }) {
      const known = items(spec.podSelectorRefs).map((reference) => text(fields(reference).name));
      for (const [index, line] of items(postgresql.pg_hba).entries()) {
        const references = referencesIn(text(line));
        if (references.length <= 1 && references.every(({ type, name }) => type === 'podselector' && known.includes(name)))
          continue;
        const allowed = known.map((name) => `\${podselector:${name}}`).join(' or ') || 'no pod selector';
        yield { path: ['spec', 'postgresql', 'pg_hba', index], given: line, allowed };
      }
    },
    SINCE,
  ),
];

/** Every `${type:name}`: what `\$\{([^:]+):([^}]+)\}` finds, in one pass. */
function referencesIn(line: string): { readonly type: string; readonly name: string }[] {
  const found: { readonly type: string; readonly name: string }[] = [];
  let from = 0;
  for (;;) {
    const opens = line.indexOf('${', from);
    const colon = opens < 0 ? -1 : line.indexOf(':', opens + 2);
    const closes = colon < 0 ? -1 : line.indexOf('}', colon + 1);
    if (closes < 0) return found;
    if (colon === opens + 2) from = opens + 2;
    else if (closes === colon + 1) from = colon + 1;
    else {
      found.push({ type: line.slice(opens + 2, colon), name: line.slice(colon + 1, closes) });
      from = closes + 1;
    }
  }
}

/** k8s.io/apimachinery pkg/apis/meta/v1/validation ValidateLabelSelector. */
function* selectorProblems(path: Path, selector: unknown): Iterable<Violation> {
  const { matchLabels, matchExpressions } = fields(selector);
  for (const [key, value] of Object.entries(fields(matchLabels))) {
    if (!isLabelKey(key)) yield { path: [...path, 'matchLabels', key], given: key, allowed: 'a label key' };
    if (!isLabelValue(text(value))) yield { path: [...path, 'matchLabels', key], given: value, allowed: 'a label value' };
  }
  for (const [index, expression] of items(matchExpressions).entries()) {
    const { key, operator, values } = fields(expression);
    const at = [...path, 'matchExpressions', index];
    const listed = items(values).length > 0;
    const lists = operator === 'In' || operator === 'NotIn';
    if (!lists && operator !== 'Exists' && operator !== 'DoesNotExist') {
      yield { path: [...at, 'operator'], given: operator, allowed: 'In, NotIn, Exists, DoesNotExist' };
    } else if (lists !== listed)
      yield { path: [...at, 'values'], given: values, allowed: lists ? 'at least one value' : 'no values' };
    if (!isLabelKey(text(key))) yield { path: [...at, 'key'], given: key, allowed: 'a label key' };
    for (const [position, value] of items(values).entries()) {
      if (!isLabelValue(text(value))) yield { path: [...at, 'values', position], given: value, allowed: 'a label value' };
    }
  }
}
