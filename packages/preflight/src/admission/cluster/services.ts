import { type Fields, fields, items, text } from '../../shape';
import { clusterRules } from './cluster-view';

const rule = clusterRules('validateManagedServices');
const SUFFIXES = ['-rw', '-ro', '-r', '-any'];
const path = ['spec', 'managed', 'services'];

/** CL-SVC: services the operator keeps. */
export const serviceRules = [
  rule(
    'CL-SVC-1',
    'The rw service cannot be switched off: the operator needs it.',
    'Remove rw from the list.',
    function* ({ spec }) {
      const disabled = items(services(spec).disabledDefaultServices);
      const index = disabled.indexOf('rw');
      if (index < 0) return;
      const at = [...path, 'disabledDefaultServices', index];
      yield { path: at, given: 'rw', allowed: 'r, ro', edits: [{ path: at }] };
    },
  ),
  rule(
    'CL-SVC-2',
    'An additional service has a name of its own, which none of the default services has, and no selector.',
    'Name the service; leave the selector to the operator.',
    function* ({ spec, name: cluster }) {
      const seen = new Set<string>();
      for (const [index, service] of items(services(spec).additional).entries()) {
        const template = fields(fields(service).serviceTemplate);
        const at = [...path, 'additional', index, 'serviceTemplate'];
        const name = text(fields(template.metadata).name);
        const nameAt = [...at, 'metadata', 'name'];
        if (name === '') yield { path: nameAt, given: name, allowed: 'a name' };
        if (SUFFIXES.some((suffix) => name === cluster + suffix)) yield { path: nameAt, given: name, allowed: 'any other name' };
        if (seen.has(name)) yield { path: nameAt, given: name, allowed: 'a name of its own' };
        seen.add(name);
        const { selector } = fields(template.spec);
        if (Object.keys(fields(selector)).length > 0) {
          const selectorAt = [...at, 'spec', 'selector'];
          yield { path: selectorAt, given: selector, allowed: 'nothing', edits: [{ path: selectorAt }] };
        }
      }
    },
  ),
];

function services(spec: Fields): Fields {
  return fields(fields(spec.managed).services);
}
