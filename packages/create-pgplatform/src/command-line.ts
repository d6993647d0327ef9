import { nearest } from './nearest';
import type { Problem } from './problem';

/** What the project type is given; the rest of its options are for `.projenrc.ts`. */
export interface RepositoryOptions {
  team?: string;
  repoUrl?: string;
  bucket?: string;
  platformRelease?: string;
  storageClass?: string;
  postgresMajor?: number;
  environmentNames?: string[];
  acceptInsecureRelease?: boolean;
}

/** A command line, read. */
export interface CommandLine {
  /** Where to create the repository; absent when it was not given. */
  directory?: string;
  readonly options: RepositoryOptions;
  readonly help: boolean;
  readonly version: boolean;
  readonly problems: Problem[];
}

/** The options: name on the command line, name in the project type, how the value looks, what it is. */
export const OPTIONS: readonly [flag: string, option: keyof RepositoryOptions, value: string, description: string][] = [
  ['team', 'team', 'NAME', 'team that owns the repository (required)'],
  ['repo-url', 'repoUrl', 'URL', 'Git URL of the repository, as Argo CD reads it'],
  ['bucket', 'bucket', 'NAME', 'S3 bucket of the backups'],
  ['platform-release', 'platformRelease', 'RELEASE', 'tested set of versions, for example 2026.07'],
  ['storage-class', 'storageClass', 'NAME', 'StorageClass of the volumes'],
  ['postgres-major', 'postgresMajor', 'NUMBER', 'PostgreSQL major version'],
  ['environment-names', 'environmentNames', 'NAME...', 'environments, for example: stage prod'],
  ['accept-insecure-release', 'acceptInsecureRelease', '', 'allow a release below the security floor'],
];

const SWITCHES = ['help', 'version', 'accept-insecure-release'];

/** Reads arguments; whatever is wrong with them is in `problems`. */
export function readCommandLine(args: string[]): CommandLine {
  const flags = [...OPTIONS.map(([flag]) => flag), 'help', 'version'];
  const problems: Problem[] = [];
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [, flag, inline] = /^--?([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
    if (flag === undefined) {
      positionals.push(arg);
      continue;
    }
    const values = inline === undefined ? takeValues(rest, flag) : [inline];
    if (flags.includes(flag)) {
      given.set(flag, [...(given.get(flag) ?? []), ...values]);
      problems.push(...countProblems(flag, values, given.get(flag) ?? []));
    } else {
      problems.push(unknownOption(arg.split('=')[0], flags));
    }
  }
  for (const extra of positionals.slice(1)) {
    problems.push({ code: 'ARGUMENT_UNKNOWN', path: extra, message: 'There is one argument, the directory.', fix: 'Remove it.' });
  }
  const options: RepositoryOptions = Object.fromEntries(
    OPTIONS.filter(([flag]) => given.has(flag)).map(([flag, option]) => [
      option,
      optionValue(flag, given.get(flag) ?? [], problems),
    ]),
  );
  return { directory: positionals[0], options, help: given.has('help'), version: given.has('version'), problems };
}

/** Takes what belongs to an option off the arguments: everything up to the next option for a list, nothing for a switch, else one. */
function takeValues(rest: string[], flag: string): string[] {
  const next = rest.findIndex((arg) => arg.startsWith('-'));
  const available = next < 0 ? rest.length : next;
  return rest.splice(0, flag === 'environment-names' ? available : SWITCHES.includes(flag) ? 0 : Math.min(1, available));
}

function countProblems(flag: string, values: string[], all: string[]): Problem[] {
  const path = `--${flag}`;
  if (SWITCHES.includes(flag)) {
    return values.length
      ? [{ code: 'OPTION_TYPE', path, message: 'This option takes no value.', given: values[0], fix: `Write ${path}.` }]
      : [];
  }
  if (values.length === 0 || values.includes('')) {
    return [{ code: 'OPTION_REQUIRED', path, message: 'This option needs a value.', fix: `Give one: ${path} VALUE` }];
  }
  return all.length > 1 && flag !== 'environment-names'
    ? [{ code: 'OPTION_TWICE', path, message: 'This option is given twice.', given: all.join(', '), fix: 'Keep one.' }]
    : [];
}

function optionValue(flag: string, values: string[], problems: Problem[]): string | number | boolean | string[] {
  if (SWITCHES.includes(flag)) {
    return true;
  }
  if (flag === 'environment-names') {
    return values.flatMap((value) => value.split(',')).filter(Boolean);
  }
  if (flag === 'postgres-major' && values.length) {
    if (!/^[1-9]\d*$/.test(values[0])) {
      const message = 'The major version is a whole number.';
      problems.push({
        code: 'OPTION_TYPE',
        path: '--postgres-major',
        message,
        given: values[0],
        fix: 'Write it like --postgres-major 17.',
      });
    }
    return Number(values[0]);
  }
  return values[0];
}

function unknownOption(rawName: string, flags: string[]): Problem {
  const near = nearest(rawName.replace(/^-+/, ''), flags);
  return {
    code: 'OPTION_UNKNOWN',
    path: rawName,
    message: 'There is no such option.',
    allowed: flags.map((flag) => `--${flag}`).join(', '),
    fix: near ? `Did you mean --${near}?` : 'Remove it; everything else is set in .projenrc.ts.',
  };
}
