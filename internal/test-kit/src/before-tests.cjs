// What is so in all processes of a run, because jest sets it before it starts them (`globalSetup`): when the clock of the tests began, and a
// cache folder of the run's own, so that nothing that a test synthesizes is noted in that of the person at the machine.
const { mkdtempSync, rmSync } = require('node:fs');
const { homedir, tmpdir } = require('node:os');
const { join } = require('node:path');
const clockOrigin = require('./clock-origin.cjs');

module.exports = () => {
  clockOrigin();
  const cache = mkdtempSync(join(tmpdir(), 'pgplatform-test-cache-'));
  if (process.platform === 'linux') {
    // What Go has built before is used again; elsewhere its cache is not below XDG_CACHE_HOME.
    process.env.GOCACHE ??= join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'go-build');
  }
  process.on('exit', () => rmSync(cache, { recursive: true, force: true }));
  process.env.XDG_CACHE_HOME = cache;
};
