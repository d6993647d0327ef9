// Peers that write as many files as a repository has: an nx generator and a plop generator, each in a workspace of its own.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function write(directory, files) {
  for (const [name, content] of Object.entries(files)) {
    const path = join(directory, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
  }
}

const TEMPLATE = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: <%= name %>\n';

/** Gives the command that generates, to be run in the directory. */
export function nxWorkspace(directory, count) {
  const templates = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [`tools/files/folder-${i % 8}/file-${i}.yaml__template__`, TEMPLATE]),
  );
  write(directory, {
    'package.json': { name: 'bench', private: true, devDependencies: { nx: '22', '@nx/devkit': '22' } },
    'nx.json': {},
    'tools/package.json': { name: 'tools', generators: './generators.json' },
    'tools/generators.json': { generators: { files: { factory: './files.js', schema: './schema.json' } } },
    'tools/schema.json': { $schema: 'https://json-schema.org/schema', $id: 'files', type: 'object', properties: {} },
    'tools/files.js': [
      "const { generateFiles } = require('@nx/devkit');",
      "module.exports = async (tree) => generateFiles(tree, __dirname + '/files', 'out', { name: 'payments', template: '' });",
    ].join('\n'),
    ...templates,
  });
  return ['node_modules/.bin/nx', 'generate', './tools:files', '--no-interactive'];
}

/** Gives the command that generates, to be run in the directory. */
export function plopWorkspace(directory, count) {
  const templates = Object.fromEntries(
    Array.from({ length: count }, (_, i) => [
      `templates/folder-${i % 8}/file-${i}.yaml.hbs`,
      TEMPLATE.replace('<%= name %>', '{{ name }}'),
    ]),
  );
  write(directory, {
    'package.json': { name: 'bench', private: true, devDependencies: { plop: '4' } },
    'plopfile.mjs': [
      'export default (plop) => plop.setGenerator("files", {',
      '  prompts: [],',
      '  actions: [{ type: "addMany", destination: "out", base: "templates", templateFiles: "templates/**", data: { name: "payments" }, force: true }],',
      '});',
    ].join('\n'),
    ...templates,
  });
  return ['node_modules/.bin/plop', 'files'];
}
