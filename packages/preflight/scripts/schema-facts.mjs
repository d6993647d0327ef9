/**
 * Writes packages/preflight/schema/*.json from the CRDs in ../shared/crds: `node packages/preflight/scripts/schema-facts.mjs [FOLDER]`.
 *
 * A set (`cnpg-1.30.0.json`) is `{ kinds, nodes }`, one node a line. A node keeps what decides whether a value is valid; it refers to
 * other nodes by number: those of shared.json first, then its own set's. Equal nodes are one node.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { kustomization } from './kustomization.mjs';
import { objectMeta } from './object-meta.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const crds = resolve(process.argv[2] ?? join(here, '../../../../shared/crds'));
const output = join(here, '../schema');

const SETS = {
  'cnpg-1.27.0': 'cloudnative-pg-1.27.0',
  'cnpg-1.28.0': 'cloudnative-pg-1.28.0',
  'cnpg-1.29.0': 'cloudnative-pg-1.29.0',
  'cnpg-1.30.0': 'cloudnative-pg-1.30.0',
  'barman-cloud-0.14.0': 'plugin-barman-cloud-0.14.0',
  'sealed-secrets-0.36.6': 'sealed-secrets-0.36.6',
  'argo-cd-3.5.1': 'argo-cd-3.5.1',
  'prometheus-operator': 'prometheus-operator',
};

/** Keywords that a node keeps as they are, under the names on the right. */
const KEPT = {
  enum: 'enum',
  minimum: 'minimum',
  maximum: 'maximum',
  minLength: 'minLength',
  maxLength: 'maxLength',
  minItems: 'minItems',
  maxItems: 'maxItems',
  minProperties: 'minProperties',
  maxProperties: 'maxProperties',
  pattern: 'pattern',
  default: 'default',
  nullable: 'nullable',
  format: 'format',
  'x-kubernetes-preserve-unknown-fields': 'open',
  'x-kubernetes-list-map-keys': 'keys',
};

/** All nodes of all sets: equal ones have one number, children come before their parents. */
const nodes = [];
const numbers = new Map();

function add(schema) {
  const node = {};
  const type = schema['x-kubernetes-int-or-string'] ? 'int-or-string' : schema.type;
  if (type) node.type = type;
  for (const [keyword, name] of Object.entries(KEPT)) {
    if (schema[keyword] !== undefined) node[name] = schema[keyword];
  }
  if (schema['x-kubernetes-list-type'] === 'set') node.set = true;
  if (schema.required?.length) node.required = [...schema.required].sort();
  if (schema.items) node.items = add(schema.items);
  if (typeof schema.additionalProperties === 'object') node.values = add(schema.additionalProperties);
  if (schema.properties) {
    node.fields = Object.fromEntries(
      Object.keys(schema.properties)
        .sort()
        .map((field) => [field, add(schema.properties[field])]),
    );
  }
  const text = JSON.stringify(node);
  if (!numbers.has(text)) {
    numbers.set(text, nodes.length);
    nodes.push(node);
  }
  return numbers.get(text);
}

function crdSet(name, folder) {
  const kinds = {};
  for (const file of readdirSync(join(crds, folder)).sort()) {
    for (const document of parseAllDocuments(readFileSync(join(crds, folder, file), 'utf8'))) {
      const { group, names, scope, versions } = document.toJS().spec;
      for (const version of versions) {
        const schema = structuredClone(version.schema.openAPIV3Schema);
        schema.properties.metadata = objectMeta;
        kinds[`${group}/${version.name}/${names.kind}`] = {
          root: add(schema),
          namespaced: scope === 'Namespaced',
          status: version.subresources?.status !== undefined,
        };
      }
    }
  }
  return { name, kinds };
}

function kustomizeSet(name, major) {
  const kind = { root: add(kustomization(major)), namespaced: false, status: false };
  return {
    name,
    kinds: { 'kustomize.config.k8s.io/v1beta1/Kustomization': kind, 'kustomize.config.k8s.io/v1alpha1/Component': kind },
  };
}

/** The numbers of all nodes that a set needs. */
function reachable({ kinds }) {
  const found = new Set();
  const visit = (number) => {
    if (found.has(number)) return;
    found.add(number);
    mapReferences(nodes[number], visit);
  };
  for (const { root } of Object.values(kinds)) visit(root);
  return found;
}

/** Splits the pool: nodes that several sets need become `shared`, the others stay with their set; all are renumbered. */
function split(sets) {
  const reached = sets.map(reachable);
  const users = (number) => reached.filter((set) => set.has(number)).length;
  const common = nodes.map((_, number) => number).filter((number) => users(number) > 1);
  const place = new Map(common.map((number, position) => [number, position]));
  const renumber = (number) => place.get(number);
  const written = sets.map(({ name, kinds }, index) => {
    const own = [...reached[index]].filter((number) => users(number) === 1).sort((a, b) => a - b);
    own.forEach((number, position) => {
      place.set(number, common.length + position);
    });
    return {
      name,
      kinds: Object.fromEntries(Object.entries(kinds).map(([key, kind]) => [key, { ...kind, root: renumber(kind.root) }])),
      nodes: own.map((number) => mapReferences(nodes[number], renumber)),
    };
  });
  return [{ name: 'shared', kinds: {}, nodes: common.map((number) => mapReferences(nodes[number], renumber)) }, ...written];
}

function mapReferences(node, map) {
  return {
    ...node,
    ...(node.items !== undefined && { items: map(node.items) }),
    ...(node.values !== undefined && { values: map(node.values) }),
    ...(node.fields && { fields: Object.fromEntries(Object.entries(node.fields).map(([field, child]) => [field, map(child)])) }),
  };
}

mkdirSync(output, { recursive: true });
const sets = [
  ...Object.entries(SETS).map(([name, folder]) => crdSet(name, folder)),
  kustomizeSet('kustomize-4.5.4', 4),
  kustomizeSet('kustomize-5', 5),
];
for (const set of split(sets)) {
  const lines = set.nodes.map((node) => JSON.stringify(node)).join(',\n');
  writeFileSync(join(output, `${set.name}.json`), `{"kinds":${JSON.stringify(set.kinds)},\n"nodes":[\n${lines}\n]}\n`);
  console.log(`${set.name}: ${Object.keys(set.kinds).length} kinds, ${set.nodes.length} nodes`);
}
