import { generateKeyPairSync } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isConfigError } from '@pgplatform/core';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { readCredentials, withoutTokens } from '../src/token';

const GITHUB = 'https://api.github.com';
const OWN = 'https://github.example.com/api/v3';
const PATH = temporaryDirectory(); // nothing on it

function problemOf(api: string, env: NodeJS.ProcessEnv) {
  try {
    readCredentials(api, env);
  } catch (error) {
    return isConfigError(error) ? error.problems : error;
  }
  return undefined;
}

test.each([
  [GITHUB, 'GH_TOKEN', { GH_TOKEN: 'one', GITHUB_TOKEN: 'two', GH_ENTERPRISE_TOKEN: 'other' }],
  [GITHUB, 'GITHUB_TOKEN', { GITHUB_TOKEN: 'one', GH_ENTERPRISE_TOKEN: 'other' }],
  ['https://api.acme.ghe.com', 'GH_TOKEN', { GH_TOKEN: 'one' }],
  [OWN, 'GH_ENTERPRISE_TOKEN', { GH_ENTERPRISE_TOKEN: 'one', GH_TOKEN: 'other' }],
])('the token for %s comes from %s', (api, _, env) => {
  expect(readCredentials(api, { PATH, ...env })).toEqual({ kind: 'token', token: 'one' });
});

test('a token for GitHub.com is not shown to another host', () => {
  expect(problemOf(OWN, { PATH, GH_TOKEN: 'one' })).toMatchObject([{ code: 'TOKEN_MISSING', path: 'GH_ENTERPRISE_TOKEN' }]);
  expect(problemOf(GITHUB, { PATH, GH_ENTERPRISE_TOKEN: 'one' })).toMatchObject([
    { code: 'TOKEN_MISSING', fix: expect.stringContaining('gh auth login --hostname github.com') },
  ]);
});

test('gh is asked for the host, without what is in the environment', () => {
  const folder = temporaryDirectory();
  const script = `#!/bin/sh\n[ -z "$GH_TOKEN" ] && [ "$*" = "auth token --hostname github.example.com" ] && echo from-gh\n`;
  fs.writeFileSync(path.join(folder, 'gh'), script, { mode: 0o755 });
  const env = { PATH: `${folder}:${process.env.PATH}`, GH_TOKEN: 'for-github-com' };
  expect(readCredentials(OWN, env)).toEqual({ kind: 'token', token: 'from-gh' });
});

test('a GitHub App comes first, its key from the environment or a file', () => {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const file = path.join(temporaryDirectory(), 'key.pem');
  fs.writeFileSync(file, privateKey);
  const app = { PGPLATFORM_GITHUB_APP_ID: '12', PATH, GH_TOKEN: 'x' };
  const read = { kind: 'app', appId: 12, privateKey };
  expect(readCredentials(GITHUB, { ...app, PGPLATFORM_GITHUB_APP_PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') })).toEqual(
    read,
  );
  expect(
    readCredentials(GITHUB, { ...app, PGPLATFORM_GITHUB_APP_PRIVATE_KEY_FILE: file, PGPLATFORM_GITHUB_APP_INSTALLATION_ID: '7' }),
  ).toEqual({ ...read, installationId: 7 });
});

test('what is wrong with an app is named at once, without its key', () => {
  const env = { PATH, PGPLATFORM_GITHUB_APP_ID: 'x1', PGPLATFORM_GITHUB_APP_PRIVATE_KEY: 'MARKER' };
  const problems = problemOf(GITHUB, env);
  expect(problems).toMatchObject([
    { code: 'APP_INVALID', path: 'PGPLATFORM_GITHUB_APP_ID' },
    { code: 'APP_INVALID', path: 'PGPLATFORM_GITHUB_APP_PRIVATE_KEY' },
  ]);
  expect(JSON.stringify(problems)).not.toContain('MARKER');
  expect(
    problemOf(GITHUB, { PATH, PGPLATFORM_GITHUB_APP_ID: '1', PGPLATFORM_GITHUB_APP_PRIVATE_KEY_FILE: '/no/where' }),
  ).toMatchObject([
    { code: 'APP_INVALID', path: 'PGPLATFORM_GITHUB_APP_PRIVATE_KEY_FILE', message: 'The file cannot be read: ENOENT.' },
  ]);
});

test('children get no token, whatever the variable is called', () => {
  const env = {
    HOME: '/home/me',
    GITHUB_TOKEN: 'ghs_secret',
    NODE_AUTH_TOKEN: 'ghs_secret',
    URL: 'https://x:ghs_secret@github.com',
    NPM_TOKEN: 'of-the-registry',
    PGPLATFORM_GITHUB_APP_ID: '12',
    RETRIES: '12',
    ACTIONS_RUNTIME_TOKEN: 'runner',
    GH_TOKEN: '',
  };
  expect(withoutTokens(env)).toEqual({ HOME: '/home/me', NPM_TOKEN: 'of-the-registry', RETRIES: '12' });
});
