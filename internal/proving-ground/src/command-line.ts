import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { now } from './clock';
import { SUITES } from './suites/suites';
import { Trouble } from './trouble';

/** What a person asks for. */
export interface CommandLine {
  readonly suites: readonly string[];
  readonly short: boolean;
  readonly keep: boolean;
  readonly write: boolean;
  readonly seed: number;
  /** Minutes for everything; what cannot be made or proved in it is said to be skipped. @default - as long as it takes */
  readonly within?: number;
  readonly objects?: number;
  readonly charts?: string;
}

const USAGE = [
  'npm run prove [-- SUITE... [--short] [--keep] [--write] [--seed NUMBER] [--objects NUMBER] [--within MINUTES] [--charts DIR]]',
  ...SUITES.map(({ name, proves }) => `  ${name.padEnd(12)}${proves}`),
].join('\n');

/** Throws a Trouble with every problem of a command line, and how it is written. */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parsed(args);
  const names = SUITES.map(({ name }) => name);
  const numbers = Object.entries({ seed: values.seed, objects: values.objects, within: values.within });
  const problems = [
    ...positionals
      .filter((name) => !names.includes(name))
      .map((name) => `${JSON.stringify(name)} is no suite: ${names.join(', ')} are.`),
    ...numbers
      .filter(([, text]) => text !== undefined && !/^\d{1,9}$/.test(text))
      .map(([name, text]) => `--${name} ${JSON.stringify(text)} is no whole number of at most nine digits.`),
    ...(values.charts === undefined || existsSync(values.charts)
      ? []
      : [`--charts ${JSON.stringify(values.charts)} is not there.`]),
  ];
  if (problems.length > 0) {
    throw new Trouble([...problems, USAGE].join('\n'), 2);
  }
  return {
    suites: positionals.length > 0 ? positionals : names,
    short: values.short ?? false,
    keep: values.keep ?? false,
    write: values.write ?? false,
    seed: values.seed === undefined ? now() % 1_000_000 : Number(values.seed),
    objects: values.objects === undefined ? undefined : Number(values.objects),
    within: values.within === undefined ? undefined : Number(values.within),
    charts: values.charts,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        short: { type: 'boolean' },
        keep: { type: 'boolean' },
        write: { type: 'boolean' },
        seed: { type: 'string' },
        objects: { type: 'string' },
        within: { type: 'string' },
        charts: { type: 'string' },
      },
    });
  } catch (error) {
    throw new Trouble(`${(error as Error).message}\n${USAGE}`, 2);
  }
}
