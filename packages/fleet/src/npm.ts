import { spawn } from 'node:child_process';
import { npmEnvironment } from './npm-environment';
import { Obstacle } from './plan/obstacle';

const TIMEOUT = 300_000;
/**
 * On the command line, which no npmrc can change: no script of a package is run, no git (there is no such program), and a lock file
 * holds no address.
 */
const ALWAYS = [
  '--ignore-scripts',
  '--git=/dev/null/git',
  '--omit-lockfile-registry-resolved',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];

/**
 * Runs npm in a folder that holds package.json and package-lock.json, and no npmrc: it runs nothing but itself. Throws an Obstacle with
 * npm's own words.
 *
 * @param env of the operator, of which npm gets what `npmEnvironment` lets through
 */
export function npm(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[], purpose: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, ...ALWAYS], {
      cwd,
      env: npmEnvironment(env, cwd),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const timer = setTimeout(() => child.kill(), TIMEOUT); // spawn's own goes on when npm cannot be started
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(0, 10_000);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      reject(new Obstacle('failed', `npm did not run: ${error.message}`));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (code === 0) resolve();
      else reject(new Obstacle('failed', `npm could not ${purpose}: ${firstWords(said)}`));
    });
  });
}

/** npm's own words, without the address of a registry, which may hold a password. */
function firstWords(said: string): string {
  const lines = said.split('\n').filter((line) => /npm (?:error|ERR!) (?!A complete log|code\b)/.test(line));
  return (lines[0] ?? 'no reason given').replace(/npm (?:error|ERR!) /, '').replace(/\w+:\/\/[^\s'"]+/g, '(address)');
}
