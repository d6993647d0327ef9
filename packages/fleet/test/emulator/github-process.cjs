// The adapter to GitHub in a process of its own, because jest cannot load Octokit. It is sent calls and sends back what they gave:
//   node -r ./from-source.cjs github-process.cjs API OWNER CONCURRENCY      (the token is in the environment)
const path = require('node:path');
const { NOW } = require('../../../../internal/test-kit/src/clock.ts');

const load = (file) => require(path.resolve(__dirname, '../../src', file));
const [api, owner, concurrency] = process.argv.slice(2);
const send = (message) => process.send(message);
const note = (line) => send({ note: line });
const told = (error) => ({
  error: { name: error.constructor.name, message: error.message, kind: error.kind, request: error.request, status: error.status },
});
const opened = load('octokit-github.ts').openGitHub({ api, owner }, process.env, { concurrency: Number(concurrency), note });

process.on('disconnect', () => process.exit());
process.on('message', async ({ id, method, given }) => {
  try {
    const github = await opened;
    if (method === 'traffic') {
      return send({ id, value: github.traffic });
    }
    if (method === 'createTeamRepository') {
      const [config, options] = given;
      const { createTeamRepository } = load('create-repository.ts');
      return send({ id, value: await createTeamRepository(github, config, { ...options, now: NOW, env: process.env }) });
    }
    if (method === 'discover') {
      given.unshift(github);
    }
    let value = method === 'discover' ? load('discovery.ts').discover(...given) : github[method](...given);
    if (value[Symbol.asyncIterator]) {
      const all = [];
      for await (const one of value) {
        all.push(one);
      }
      value = all;
    }
    value = await value;
    send({ id, value: Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value });
  } catch (error) {
    send({ id, ...told(error) });
  }
});
