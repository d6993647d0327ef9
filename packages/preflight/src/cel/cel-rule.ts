import { type AdmissionRule, ruleMaker } from '../admission/admission-rule';
import type { Path } from '../field-path';
import type { Violation } from '../finding';
import { Judge, Phase } from '../rule';
import { type Fields, fields, isSet } from '../shape';
import { isEqual } from './equality';

/** The spec of an object with defaults, and what it was before, if anything. */
export interface CelView {
  readonly spec: Fields;
  readonly before?: Fields;
}

/** A rule that a CRD states as an expression. */
export type CelRule = AdmissionRule<CelView>;

const SINCE_REFERENCES_ARE_FIXED = ['1.28.4', '1.29.2', '1.30.0'];

/** The kinds' CRDs by the file that holds them. */
function source(kind: string): string {
  return kind === 'ObjectStore'
    ? 'plugin-barman-cloud config/crd/bases/barmancloud.cnpg.io_objectstores.yaml'
    : `cloudnative-pg config/crd/bases/postgresql.cnpg.io_${kind.toLowerCase()}s.yaml`;
}

/** Makes rules for one kind; their ids start with `CEL-` and the kind. */
export function celRules(kind: string) {
  const make = ruleMaker<CelView>(kind, `${source(kind)} x-kubernetes-validations`, Judge.API_SERVER);
  const id = (name: string) => `CEL-${kind.toUpperCase()}-${name}`;
  return {
    /** A rule over the object as it is. */
    state: (
      name: string,
      says: string,
      fix: string,
      check: (spec: Fields) => Iterable<Violation>,
      since?: string[],
      until?: string[],
    ): CelRule => make(id(name), says, fix, ({ spec }) => check(spec), { ...(since && { since }), ...(until && { until }) }),

    /** A field that does not change once it is there; adding and removing it is no change. */
    immutable: (name: string, path: Path, since?: string[]): CelRule =>
      make(
        id(`${name}-IMMUTABLE`),
        `The field ${['spec', ...path].join('.')} is immutable.`,
        'Put the old value back, or create a new object.',
        function* ({ spec, before }) {
          const [was, is] = [at(before, path), at(spec, path)];
          if (isSet(was) && isSet(is) && !isEqual(was, is))
            yield { path: ['spec', ...path], given: is, allowed: typeof was === 'string' ? was : 'the value it had' };
        },
        { phase: Phase.UPDATE, ...(since && { since }) },
      ),

    /** The reference to the Cluster does not change. */
    fixedCluster: (): CelRule => celRules(kind).immutable('CLUSTER', ['cluster'], SINCE_REFERENCES_ARE_FIXED),
  };
}

function at(spec: Fields | undefined, path: Path): unknown {
  return path.reduce<any>((value, key) => fields(value)[key], spec);
}
