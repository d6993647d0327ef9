// Lets a child process run the packages from their sources, with Octokit loaded as the ES module that it is (jest cannot):
//   node -r ./from-source.cjs ../../../cli/src/main.ts fleet plan
// What a source compiles to is kept in the temporary directory, so that a hundred children do not compile it a hundred times.
const { createHash } = require('node:crypto');
const fs = require('node:fs');
const Module = require('node:module');
const os = require('node:os');
const path = require('node:path');

require('../../../../internal/test-kit/src/test-clock.cjs');

const packages = path.resolve(__dirname, '../../..');
const kept = path.join(os.tmpdir(), 'pgplatform-test-modules');
fs.mkdirSync(kept, { recursive: true });

const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const sibling = request === 'pgplatform' ? request : /^@pgplatform\/([a-z-]+)$/.exec(request)?.[1];
  return resolve.call(this, sibling ? path.join(packages, sibling, 'src/index.ts') : request, ...rest);
};

require.extensions['.ts'] = (module, file) => {
  const source = fs.readFileSync(file, 'utf8');
  const compiled = path.join(kept, `${createHash('sha256').update(file).update(source).digest('hex')}.js`);
  if (!fs.existsSync(compiled)) {
    const { code } = require('@swc/core').transformSync(source, {
      filename: file,
      jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
      module: { type: 'commonjs', ignoreDynamic: true },
    });
    fs.writeFileSync(`${compiled}.${process.pid}`, code);
    fs.renameSync(`${compiled}.${process.pid}`, compiled);
  }
  module._compile(fs.readFileSync(compiled, 'utf8'), file);
};
