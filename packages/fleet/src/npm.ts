import { spawn } from 'node:child_process';
import { Obstacle } from './plan/obstacle';

const TIMEOUT = 300_000;

/** Runs npm in a folder. It runs no code of packages as long as its arguments say so. Throws an Obstacle with npm's own words. */
export function npm(cwd: string, env: NodeJS.ProcessEnv, args: readonly string[], purpose: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd,
      env,
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
