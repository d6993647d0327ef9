import type { FactNode } from '@pgplatform/facts';
import { FactSet } from '../../src/schema/fact-set';
import { documentsIn, present, SETS } from './crds';

/** One line per fact: `spec.storage.size type string`. */
type Facts = string[];

const sorted = (facts: Facts) => [...new Set(facts)].sort();
const ROOT_METADATA = /^metadata( type object| nullable true|\.)/;

function factsOfCrd(schema: any, path: string, out: Facts): Facts {
  const say = (name: string, value: unknown) => out.push(`${path} ${name} ${JSON.stringify(value)}`);
  for (const [keyword, value] of Object.entries(schema)) {
    switch (keyword) {
      case 'description':
      case 'x-kubernetes-validations':
      case 'x-kubernetes-map-type':
      case 'anyOf':
        break;
      case 'properties':
        for (const [name, child] of Object.entries(value as object)) factsOfCrd(child, `${path}.${name}`, out);
        break;
      case 'items':
        factsOfCrd(value, `${path}[]`, out);
        break;
      case 'additionalProperties':
        factsOfCrd(value, `${path}{}`, out);
        break;
      case 'required':
        for (const name of value as string[]) say('required', name);
        break;
      case 'x-kubernetes-int-or-string':
        say('type', 'int-or-string');
        break;
      case 'x-kubernetes-preserve-unknown-fields':
        say('open', value);
        break;
      case 'x-kubernetes-list-map-keys':
        say('keys', value);
        break;
      case 'x-kubernetes-list-type':
        if (value === 'set') say('set', true);
        break;
      default:
        say(keyword, value);
    }
  }
  return out;
}

const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';
/** Formats that the schema of a CRD does not know, and what it says in their place: they are of Go types, and of the scale subresource. */
const BEYOND_SCHEMA: { readonly [format: string]: string | undefined } = {
  duration: undefined,
  scale: undefined,
  int: undefined,
  uint64: 'int64',
  time: 'date-time',
};

/** A node as a schema would have it. */
function asInSchema({ zeros, refilled, names, ...node }: FactNode): FactNode {
  const { format, ...rest } = node;
  const known = format !== undefined && format in BEYOND_SCHEMA ? BEYOND_SCHEMA[format] : format;
  const asWritten = known === undefined ? rest : { ...rest, format: known };
  return node.type === 'quantity' ? { ...asWritten, type: 'int-or-string', pattern: QUANTITY } : asWritten;
}

function factsOfNode(set: FactSet, number: number, path: string, out: Facts): Facts {
  const { fields = {}, items, values, required = [], ...rest } = asInSchema(set.node(number));
  for (const [name, value] of Object.entries(rest)) out.push(`${path} ${name} ${JSON.stringify(value)}`);
  for (const name of required) out.push(`${path} required ${JSON.stringify(name)}`);
  for (const [name, child] of Object.entries(fields)) factsOfNode(set, child, `${path}.${name}`, out);
  if (items !== undefined) factsOfNode(set, items, `${path}[]`, out);
  if (values !== undefined) factsOfNode(set, values, `${path}{}`, out);
  return out;
}

const withoutMetadata = (facts: Facts) => facts.filter((fact) => !ROOT_METADATA.test(fact.slice(1)));

describe.each(Object.entries(SETS))('the facts of %s', (name, folder) => {
  if (!present(`crds/${folder}`)) {
    it('cannot be compared: the CRDs are not on this machine', () => expect(FactSet.named(name).kinds).not.toEqual([]));
    return;
  }
  const crds = documentsIn(`crds/${folder}`).map(({ document }) => document);
  const set = FactSet.named(name);

  it('have exactly the kinds of the CRDs', () => {
    const kinds = crds.flatMap(({ spec }) =>
      spec.versions.map((version: any) => `${spec.group}/${version.name}/${spec.names.kind}`),
    );
    expect([...set.kinds].sort()).toEqual(kinds.sort());
  });

  it.each(crds.map((crd) => [crd.spec.names.kind, crd]))('say about %s what its CRD says, no more and no less', (kind, crd) => {
    for (const version of crd.spec.versions) {
      const found = set.kind(`${crd.spec.group}/${version.name}`, kind)!;
      expect(found.namespaced).toBe(crd.spec.scope === 'Namespaced');
      expect(found.status).toBe(version.subresources?.status !== undefined);
      const replicas = `${version.subresources?.scale?.specReplicasPath} format`;
      const expected = withoutMetadata(factsOfCrd(version.schema.openAPIV3Schema, '', [])).filter(
        (fact) => !fact.startsWith(replicas),
      );
      const actual = withoutMetadata(factsOfNode(set, found.root, '', []));
      expect(actual.length).toBeGreaterThan(10);
      expect(sorted(actual)).toEqual(sorted(expected));
    }
  });
});
