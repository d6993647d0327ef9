import * as fs from 'node:fs';
import * as path from 'node:path';
import { OutsideError } from '../command-context';
import { npmCommand } from './npm-command';
import { type ProgramPlace, type ProgramResult, runProgram } from './program';

/** What an installation writes beside node_modules. */
export const MANIFESTS = ['package.json', 'package-lock.json'];

/** The newest published version of our packages, by the registry that npm is configured with. */
export function newestVersion(place: ProgramPlace): string {
  const args = ['view', '@pgplatform/cli@latest', 'version', '--json', '--fetch-retries=0'];
  const { code, stdout, stderr } = runNpm(args, place);
  const version = code === 0 ? parsed(stdout) : undefined;
  if (typeof version !== 'string') {
    throw new OutsideError(
      'REGISTRY_FAILED',
      `npm could not ask for the newest version: ${firstError(stderr)}. Nothing was changed.`,
      'Check the network and the registry that npm uses (npm config get registry), then run it again.',
    );
  }
  return version;
}

/** Our packages that package.json names, with the version it asks for. */
function ourPackages(root: string): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(asked(root)).filter(([name]) => isOurs(name)));
}

function asked(root: string): { readonly [name: string]: string } {
  const { dependencies, devDependencies } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  return { ...dependencies, ...devDependencies };
}

function isOurs(name: string): boolean {
  return /^(?:@pgplatform\/.*|pgplatform)$/.test(name);
}

/** What a version of our packages needs beside them, such as a newer projen, where package.json asks for something else. */
function companions(version: string, place: ProgramPlace): string[] {
  const fields = ['peerDependencies', 'devDependencies'];
  const { code, stdout } = runNpm(['view', `pgplatform@${version}`, ...fields, '--json'], place);
  const { peerDependencies = {}, devDependencies = {} } = (code === 0 && (parsed(stdout) as any)) || {};
  const needed: { [name: string]: string } = { ...peerDependencies, projen: devDependencies.projen ?? peerDependencies.projen };
  const has = asked(place.cwd);
  return Object.entries(needed)
    .filter(([name, range]) => !isOurs(name) && range && has[name] !== undefined && has[name] !== range)
    .map(([name, range]) => `${name}@${range}`);
}

/** Whether each of our packages is installed in a version. */
export function isInstalled(root: string, version: string): boolean {
  const installed = (name: string) => {
    try {
      return JSON.parse(fs.readFileSync(path.join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
    } catch {
      return undefined;
    }
  };
  return Object.entries(ourPackages(root)).every(([name, asked]) => asked === version && installed(name) === version);
}

/** Installs our packages in a version; a failure may leave package.json and package-lock.json changed. */
export function install(version: string, place: ProgramPlace): void {
  const packages = [...Object.keys(ourPackages(place.cwd)).map((name) => `${name}@${version}`), ...companions(version, place)];
  const options = ['--save-dev', '--save-exact', '--no-audit', '--no-fund'];
  const { code, stderr } = runNpm(['install', ...options, ...packages], place);
  if (code !== 0) {
    throw new OutsideError(
      'INSTALL_FAILED',
      `npm could not install version ${version}: ${firstError(stderr)}. package.json and package-lock.json are as they were.`,
      'Put that right, then run it again. When node_modules is damaged: npm ci',
    );
  }
}

function runNpm(args: readonly string[], place: ProgramPlace): ProgramResult {
  const [program, ...first] = npmCommand();
  return runProgram(program, [...first, ...args], place);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** What npm says first, without its prefix. */
function firstError(stderr: string): string {
  const lines = stderr.split('\n').flatMap((line) => /^npm (?:error|ERR!) (?!code )(.+)/.exec(line)?.[1] ?? []);
  return (lines[0] ?? stderr.trim().split('\n')[0] ?? '').replace(/\.$/, '') || 'it did not say why';
}
