/**
 * Writes packages/facts/data/schema/*.json, the sets that schema-projects.json lists, from the CRDs in FOLDER, one folder for each set
 * (`cloudnative-pg-1.30.0`): `node packages/facts/scripts/schema-facts.mjs FOLDER`.
 * What the operator's webhooks make of its kinds comes from its Go types: `go` must be on the PATH.
 *
 * A set (`cnpg-1.30.0.json`) is `{ kinds, nodes }`, one node a line. A node keeps what decides whether a value is valid; it refers to
 * other nodes by number: those of shared.json first, then its own set's. Equal nodes are one node.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { kustomization } from './kustomization.mjs';
import { objectMeta } from './object-meta.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [, , crds] = process.argv;
if (!crds) throw new Error('Usage: node packages/facts/scripts/schema-facts.mjs FOLDER');
const output = join(here, '../data/schema');

const SETS = JSON.parse(readFileSync(join(here, '../data/schema-projects.json'), 'utf8')).flatMap((project) => project.sets);

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

/** Formats of Go types that ask for more than the schema of a CRD does. */
const GO_FORMATS = { Duration: 'duration', Time: 'time', uint64: 'uint64', int: 'int', int64: 'int' };

/** The number of the node of a schema; `go` is its Go type, `written` whether the operator writes the value again. */
function add(schema, go, written) {
  const node = {};
  const type = schema['x-kubernetes-int-or-string'] ? 'int-or-string' : schema.type;
  if (type) node.type = type;
  for (const [keyword, name] of Object.entries(KEPT)) {
    if (schema[keyword] !== undefined) node[name] = schema[keyword];
  }
  const format = GO_FORMATS[go?.go];
  if (format && (node.format === undefined || format !== 'int')) node.format = format;
  if (go?.go === 'Quantity' && written) {
    node.type = 'quantity';
    delete node.pattern;
  }
  if (schema['x-kubernetes-list-type'] === 'set') node.set = true;
  if (schema.required?.length) node.required = [...schema.required].sort();
  if (schema.items) {
    node.items = add(schema.items, go?.items, written);
    if (written) node.refilled = true;
  }
  if (typeof schema.additionalProperties === 'object') node.values = add(schema.additionalProperties, go?.values, written);
  if (schema.propertyNames) node.names = add(schema.propertyNames);
  if (schema.properties) {
    const names = Object.keys(schema.properties).sort();
    node.fields = Object.fromEntries(names.map((name) => [name, add(schema.properties[name], go?.fields?.[name]?.of, written)]));
    const zeros = names
      .filter((name) => written && go?.fields?.[name]?.zero !== undefined)
      .map((name) => [name, known(schema.properties[name], go.fields[name].zero)])
      .filter(([name, zero]) => schema.required?.includes(name) || !fits(schema.properties[name], zero));
    if (zeros.length > 0) node.zeros = Object.fromEntries(zeros);
  }
  const text = JSON.stringify(node);
  if (!numbers.has(text)) {
    numbers.set(text, nodes.length);
    nodes.push(node);
  }
  return numbers.get(text);
}

/** A value without the fields that its schema does not have. */
function known(schema, value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  const fields = Object.entries(value).filter(([name]) => schema.properties?.[name]);
  return Object.fromEntries(fields.map(([name, below]) => [name, known(schema.properties[name], below)]));
}

/** Whether an empty value is certainly valid. */
function fits(schema, zero) {
  if (zero === null) return schema.nullable === true;
  if (typeof zero !== 'object') {
    return !['enum', 'pattern', 'format', 'minimum', 'minLength'].some((keyword) => schema[keyword] !== undefined);
  }
  const missing = schema.required?.some((name) => zero[name] === undefined);
  return !missing && Object.keys(zero).every((name) => schema.properties?.[name] && fits(schema.properties[name], zero[name]));
}

/** Kinds that the operator's mutating webhook writes again; from 1.29 on only what it changes, and it always changes a Cluster. */
function writtenKinds(version) {
  return /^1\.2[78]\./.test(version) ? ['Cluster', 'Backup', 'ScheduledBackup', 'Database'] : ['Cluster'];
}

/** What Go reads and writes of the operator's kinds, by kind. */
function goTypes(version) {
  const { Dir, GoMod } = downloaded('github.com/cloudnative-pg/cloudnative-pg', `v${version}`);
  const required = [...readFileSync(GoMod, 'utf8').matchAll(/^\s+(\S+) (v\S+)/gm)].filter(([, path]) =>
    TYPE_MODULES.includes(path),
  );
  const folders = required.map(([, path, moduleVersion]) => `${path}=${downloaded(path, moduleVersion).Dir}`);
  return JSON.parse(go('run', join(here, 'go-types.go'), `github.com/cloudnative-pg/cloudnative-pg=${Dir}`, ...folders));
}

/** Modules that have the types of fields. */
const TYPE_MODULES = [
  'github.com/cloudnative-pg/barman-cloud',
  'github.com/cloudnative-pg/machinery',
  'github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring',
  'k8s.io/api',
  'k8s.io/apimachinery',
];

function downloaded(path, version) {
  return JSON.parse(go('mod', 'download', '-json', `${path}@${version}`));
}

function go(...args) {
  return execFileSync('go', args, { cwd: tmpdir(), encoding: 'utf8', maxBuffer: 2 ** 26 });
}

function crdSet(name) {
  const folder = name.replace(/^cnpg/, 'cloudnative-pg').replace(/^barman/, 'plugin-barman');
  const [, version] = /^cnpg-(.*)/.exec(name) ?? [];
  const types = version ? goTypes(version) : {};
  const kinds = {};
  for (const file of readdirSync(join(crds, folder)).sort()) {
    for (const document of parseAllDocuments(readFileSync(join(crds, folder, file), 'utf8'))) {
      const { group, names, scope, versions } = document.toJS().spec;
      for (const version of versions) {
        const schema = structuredClone(version.schema.openAPIV3Schema);
        schema.properties.metadata = objectMeta;
        const scaled = version.subresources?.scale?.specReplicasPath.split('.').slice(1) ?? [];
        const replicas = scaled.reduce((at, field) => at?.properties[field], schema);
        if (scaled.length > 0) replicas.format = 'scale';
        const written = types[names.kind] && writtenKinds(name.slice('cnpg-'.length)).includes(names.kind);
        kinds[`${group}/${version.name}/${names.kind}`] = {
          root: add(schema, types[names.kind] && { fields: { spec: { of: types[names.kind] } } }, written),
          namespaced: scope === 'Namespaced',
          status: version.subresources?.status !== undefined,
        };
      }
    }
  }
  return { name, kinds };
}

function kustomizeSet(name) {
  const kind = {
    root: add(kustomization(Number(/^kustomize-(\d+)/.exec(name)[1]))),
    namespaced: false,
    status: false,
    nameless: true,
  };
  return {
    name,
    kinds: { 'kustomize.config.k8s.io/v1beta1/Kustomization': kind, 'kustomize.config.k8s.io/v1alpha1/Component': kind },
  };
}

/** What the API server checks in an object of any kind. */
function anyKindSet() {
  const { labels, annotations, finalizers } = objectMeta.properties;
  const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  const metadata = { ...open, properties: { labels, annotations, finalizers } };
  return {
    name: 'any-kind',
    kinds: { '*/*': { root: add({ ...open, properties: { metadata } }), namespaced: true, status: true, nameless: true } },
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
    ...(node.names !== undefined && { names: map(node.names) }),
    ...(node.fields && { fields: Object.fromEntries(Object.entries(node.fields).map(([field, child]) => [field, map(child)])) }),
  };
}

mkdirSync(output, { recursive: true });
const sets = [...SETS.map((name) => (name.startsWith('kustomize') ? kustomizeSet(name) : crdSet(name))), anyKindSet()];
for (const set of split(sets)) {
  const lines = set.nodes.map((node) => JSON.stringify(node)).join(',\n');
  writeFileSync(join(output, `${set.name}.json`), `{"kinds":${JSON.stringify(set.kinds)},\n"nodes":[\n${lines}\n]}\n`);
  console.log(`${set.name}: ${Object.keys(set.kinds).length} kinds, ${set.nodes.length} nodes`);
}
