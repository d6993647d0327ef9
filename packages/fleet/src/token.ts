import { execFileSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type ConfigProblem, configError } from '@pgplatform/core';

/** What lets us in at a GitHub. It goes into the Authorization header and nowhere else. */
export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'app'; readonly appId: number; readonly privateKey: string; readonly installationId?: number };

const APP = 'PGPLATFORM_GITHUB_APP_';
/** As gh has them: https://cli.github.com/manual/gh_help_environment */
const TOKENS = ['GH_TOKEN', 'GITHUB_TOKEN'];
const ENTERPRISE_TOKENS = ['GH_ENTERPRISE_TOKEN', 'GITHUB_ENTERPRISE_TOKEN'];
/** What a job of GitHub Actions has beside them. */
const RUNNER_TOKENS = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'];

/**
 * Finds what lets us in: a GitHub App, a token of the environment, or the one that `gh` has. A token for GitHub.com is never shown to
 * another host.
 *
 * @param api address of the API
 * @throws ConfigProblem TOKEN_MISSING, APP_INVALID
 */
export function readCredentials(api: string, env: NodeJS.ProcessEnv): Credentials {
  if (env[`${APP}ID`]) {
    return readApp(env);
  }
  const host = hostOf(api);
  const names = host === 'github.com' || host.endsWith('.ghe.com') ? TOKENS : ENTERPRISE_TOKENS;
  const token = names.map((name) => env[name]).find(Boolean) ?? tokenOfGh(host, env);
  if (token) {
    return { kind: 'token', token };
  }
  throw configError([
    {
      code: 'TOKEN_MISSING',
      path: names[0],
      message: `There is no token for ${host}.`,
      allowed: `${names.join(', ')}, ${APP}ID with ${APP}PRIVATE_KEY, or gh`,
      fix: `Put one into the environment variable ${names[0]}, or run: gh auth login --hostname ${host}`,
    },
  ]);
}

/** An environment without anything that lets in: for children. A variable of any name goes when it holds one of the tokens. */
export function withoutTokens(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const secret = (name: string) => [...TOKENS, ...ENTERPRISE_TOKENS, ...RUNNER_TOKENS].includes(name) || name.startsWith(APP);
  const values = Object.keys(env)
    .filter((name) => secret(name) && !['ID', 'INSTALLATION_ID'].includes(name.slice(APP.length)))
    .flatMap((name) => env[name] || []);
  return Object.fromEntries(
    Object.entries(env).filter(([name, value]) => !secret(name) && !values.some((token) => value?.includes(token))),
  );
}

/** The host that people know, of the API's address. */
export function hostOf(api: string): string {
  return new URL(api).host.replace(/^api\.(github\.com|.*\.ghe\.com)$/, '$1');
}

function readApp(env: NodeJS.ProcessEnv): Credentials {
  const problems: ConfigProblem[] = [];
  const invalid = (name: string, message: string, fix: string) =>
    void problems.push({ code: 'APP_INVALID', path: APP + name, message, fix });
  const number = (name: string) => {
    const text = env[APP + name];
    if (text && !/^\d+$/.test(text)) {
      invalid(name, 'It is not a number.', 'Copy the number from the settings of the GitHub App.');
    }
    return Number(text) || undefined;
  };
  const appId = number('ID');
  const installationId = number('INSTALLATION_ID');
  const file = env[`${APP}PRIVATE_KEY_FILE`];
  let privateKey = env[`${APP}PRIVATE_KEY`]?.replaceAll('\\n', '\n');
  if (!privateKey && file) {
    try {
      privateKey = readFileSync(file, 'utf8');
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code;
      invalid('PRIVATE_KEY_FILE', `The file cannot be read: ${reason}.`, 'Name a readable PEM file.');
    }
  } else if (!privateKey) {
    invalid('PRIVATE_KEY', "The GitHub App's private key is missing.", `Give it, or its file in ${APP}PRIVATE_KEY_FILE.`);
  }
  if (privateKey && !isPrivateKey(privateKey)) {
    invalid(
      'PRIVATE_KEY',
      'It is not a private key in PEM.',
      "Make a new one in the GitHub App's settings, and give the whole file.",
    );
  }
  if (problems.length > 0) {
    throw configError(problems);
  }
  return { kind: 'app', appId: appId!, privateKey: privateKey!, installationId };
}

function isPrivateKey(pem: string): boolean {
  try {
    return createPrivateKey(pem).asymmetricKeyType === 'rsa';
  } catch {
    return false;
  }
}

function tokenOfGh(host: string, env: NodeJS.ProcessEnv): string | undefined {
  try {
    const printed = execFileSync('gh', ['auth', 'token', '--hostname', host], {
      env: withoutTokens(env),
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 10_000,
    });
    return printed.toString().trim() || undefined;
  } catch {
    return undefined; // gh is not there, or nobody has logged in
  }
}
