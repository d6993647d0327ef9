// Changes a repository until somebody could have made it to do harm.
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { NAMES, TEXTS, VALUES } from './hostile-values.mjs';

const PATH_FIELDS = [
  ...[
    'resources',
    'components',
    'bases',
    'crds',
    'configurations',
    'generators',
    'transformers',
    'validators',
    'patchesStrategicMerge',
  ].map((name) => (path) => ({ [name]: [path] })),
  (path) => ({ patches: [{ path }] }),
  (path) => ({ patchesJson6902: [{ path, target: { kind: 'Cluster', version: 'v1', name: 'pg' } }] }),
  (path) => ({ configMapGenerator: [{ name: 'g', files: [path], envs: [path] }] }),
  (path) => ({ secretGenerator: [{ name: 'g', files: [`k=${path}`] }] }),
  (path) => ({ replacements: [{ path }] }),
  (path) => ({ openapi: { path } }),
  (path) => ({ helmCharts: [{ name: 'x', repo: path, valuesFile: path }] }),
  (path) => ({ helmGlobals: { chartHome: path } }),
];

/** The files of a hostile repository; what is no text is a fault of the disk. */
export function hostileRepository(random, firsts) {
  const files = Object.assign(Object.create(null), random.one(firsts));
  if (random.is(0.5)) {
    for (const path of Object.keys(files)) if (random.is(0.5)) delete files[path];
  }
  for (let count = random.below(6); count >= 0; count--) {
    const paths = Object.keys(files).filter((path) => typeof files[path] === 'string');
    if (paths.length === 0) break;
    const manifests = paths.filter((path) => /\.(ya?ml|json)$/.test(path));
    const path = random.one(manifests.length > 0 && random.is(0.9) ? manifests : paths);
    const change = random.one([
      changeValue,
      changeValue,
      changeValue,
      changeValue,
      changeText,
      changeFile,
      changeName,
      changePath,
    ]);
    change(random, files, path);
  }
  return files;
}

/** Writes the files into a folder that is there. */
export function writeRepository(root, files, fifo) {
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    try {
      mkdirSync(dirname(file), { recursive: true });
      if (typeof content === 'string') writeFileSync(file, content);
      else if (content.link !== undefined) symlinkSync(content.link, file);
      else if (content.fifo) linkSync(fifo, file);
      else mkdirSync(file);
    } catch (error) {
      // Two changes may contradict each other, as a file and a folder of one name do.
      if (!error.code) throw error;
    }
  }
}

function changeValue(random, files, path) {
  let documents;
  try {
    documents = parseAllDocuments(files[path], { logLevel: 'silent' }).map((document) => document.toJS());
  } catch {
    return changeText(random, files, path);
  }
  for (let count = random.below(3); count >= 0; count--) changeInside(random, documents);
  try {
    files[path] = path.endsWith('.json')
      ? (JSON.stringify(documents[0]) ?? '')
      : documents.map((document) => stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 })).join('---\n');
  } catch {
    return changeText(random, files, path);
  }
}

function changeInside(random, documents) {
  let at = documents;
  let key = random.below(documents.length);
  while (typeof at[key] === 'object' && at[key] !== null && random.is(0.85)) {
    const keys = Object.keys(at[key]);
    if (keys.length === 0) break;
    at = at[key];
    key = random.one(keys);
  }
  const value = () => (random.is(0.5) ? random.one(TEXTS) : random.one(VALUES)());
  const change = random.below(8);
  if (change < 4) set(at, key, value());
  else if (change === 4) delete at[key];
  else if (change === 5) set(at, Array.isArray(at) ? at.length : random.one(NAMES), value());
  else if (change === 6) set(at, Array.isArray(at) ? key : random.one(NAMES), at[key]);
  else set(at, key, structuredClone(somewhere(random, documents)));
}

function set(at, key, value) {
  Object.defineProperty(at, key, { value, configurable: true, enumerable: true, writable: true });
}

function somewhere(random, documents) {
  let value = documents;
  while (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && random.is(0.8)) {
    value = value[random.one(Object.keys(value))];
  }
  return value;
}

function changeText(random, files, path) {
  const text = files[path];
  const from = random.below(text.length + 1);
  const to = Math.min(text.length, from + random.below(40));
  const piece = random.one([
    '',
    random.one(TEXTS),
    text.slice(random.below(text.length + 1)).slice(0, 60),
    '{<<: x}',
    '<<: *x\n',
    '&a [*a]',
    '&a {k: *a}',
    `${'['.repeat(500)}`,
    '!!binary x',
    '!!js/function x',
    '? [a]\n: b\n',
    '- - - -\n',
    '---\n...\n%YAML 1.1\n---\n',
    '\t',
    '\u0000',
    '\u0085',
    '"\\uD800"',
    '.nan',
    '.inf',
    '0o17',
    '1_000',
    '""""',
    '|+\n',
    '>-\n\n\n  ',
    '{'.repeat(100),
  ]);
  files[path] = text.slice(0, from) + piece + text.slice(to);
}

function changeFile(random, files, path) {
  files[path] = random.one([
    { link: '../outside/secret.yaml' },
    { link: '/dev/zero' },
    { link: '.' },
    { link: '..' },
    { link: path.split('/').pop() },
    { link: '/etc/passwd' },
    { fifo: true },
    { folder: true },
    '',
    'null\n',
    '[]\n',
    'x'.repeat(100_000),
    '---\n'.repeat(2_000),
    '{a: {<<: x}}',
  ]);
}

function changeName(random, files, path) {
  const content = files[path];
  delete files[path];
  const name = random.one([
    'x\u001b[2J.yaml',
    '\n::error::x.yaml',
    '%0A::x.yaml',
    '-x.yaml',
    'a b.yaml',
    '\u202ex.yaml',
    '\'".yaml',
    'Kustomization',
    'kustomization.yml',
    'constructor',
    '__proto__',
    '*.yaml',
    'pgplatform.yaml',
    '.pgplatform/model.json',
  ]);
  files[random.is(0.8) ? join(dirname(path), name) : join(name, path)] = content;
}

function changePath(random, files) {
  const paths = Object.keys(files).filter((one) => /(^|\/)kustomization\.ya?ml$/.test(one) && typeof files[one] === 'string');
  if (paths.length === 0) return;
  const path = random.one(paths);
  const field = random.one(PATH_FIELDS)(random.is(0.5) ? random.one(TEXTS) : random.one(Object.keys(files)));
  files[path] += `\n${stringify(field)}`;
}
