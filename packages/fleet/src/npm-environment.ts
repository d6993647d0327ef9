import * as fs from 'node:fs';
import * as path from 'node:path';

/** What npm may know of the environment, in lower case: how it reaches its registry, and where it keeps what it downloaded. */
const KNOWN = [
  ...['http_proxy', 'https_proxy', 'no_proxy', 'node_extra_ca_certs', 'ssl_cert_file', 'ssl_cert_dir', 'tmpdir'],
  ...['registry', 'proxy', 'https_proxy', 'noproxy', 'cafile', 'cache', 'globalconfig'].map((name) => `npm_config_${name}`),
];

/**
 * The environment of npm: nothing but what is known here.
 *
 * A token reaches npm when the operator's own npmrc (`npm_config_userconfig`, else `~/.npmrc`) is what names its variable, as in
 * `//npm.example.com/:_authToken=${NODE_AUTH_TOKEN}`. A repository has no say in that: npm is never given an npmrc of one.
 *
 * @param env of the operator
 * @param home folder that npm takes for its home
 */
export function npmEnvironment(env: NodeJS.ProcessEnv, home: string): NodeJS.ProcessEnv {
  const { HOME, PATH = '' } = env;
  const userconfig = valueIn(env, 'npm_config_userconfig') ?? path.join(HOME ?? home, '.npmrc');
  const names = [...textOf(userconfig).matchAll(/\$\{([^}?]+)\??\}/g)].map(([, name]) => name);
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => KNOWN.includes(name.toLowerCase()) || names.includes(name))),
    // A relative folder would be one of npm's own folder, into which packages are installed.
    PATH: PATH.split(path.delimiter).filter(path.isAbsolute).join(path.delimiter),
    HOME: home,
    npm_config_userconfig: userconfig,
    npm_config_cache: valueIn(env, 'npm_config_cache') ?? path.join(HOME ?? home, '.npm'),
    GIT_ALLOW_PROTOCOL: 'none',
  };
}

/** npm reads these names in upper and lower case. */
function valueIn(env: NodeJS.ProcessEnv, wanted: string): string | undefined {
  return Object.entries(env).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function textOf(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return ''; // it has none
  }
}
