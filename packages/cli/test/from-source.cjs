// Lets a child process run the command from its sources: node -r ./from-source.cjs ../src/main.ts
const Module = require('node:module');
const path = require('node:path');
const { transformSync } = require('@swc/core');

const packages = path.resolve(__dirname, '../..');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const sibling = /^@pgplatform\/([a-z-]+)$/.exec(request)?.[1];
  return resolve.call(this, sibling ? path.join(packages, sibling, 'src/index.ts') : request, ...rest);
};
require.extensions['.ts'] = (module, file) => {
  const { code } = transformSync(require('node:fs').readFileSync(file, 'utf8'), {
    filename: file,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, file);
};
