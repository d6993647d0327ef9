import { readData } from './data';

/** What PostgreSQL says about one parameter (`pg_settings`). */
export type ParameterFacts = {
  /** `internal`, `postmaster`, `sighup`, `superuser-backend`, `backend`, `superuser` or `user`. */
  readonly context: string;
  /** `bool`, `integer`, `real`, `string` or `enum`. */
  readonly type: string;
  /** Unit of a bare number: `8kB`, `ms`. @default - none */
  readonly unit?: string;
  /** The value where nothing sets it: of the server, or what initdb writes. @default - none, or it depends on where initdb ran */
  readonly initial?: string;
  /** Least and greatest number. @default - it is no number */
  readonly min?: string;
  readonly max?: string;
  /** What an `enum` may be. @default - it is none */
  readonly values?: readonly string[];
};

interface ParameterData {
  /** Version of the server that was asked, by major. */
  readonly servers: { readonly [major: string]: string };
  /** Per parameter, what is said from one major on, the oldest first; without a context it is gone. */
  readonly parameters: { readonly [name: string]: readonly Since[] };
}

interface Since extends Partial<ParameterFacts> {
  readonly since: number;
}

/** Histories by name in lower case, the newest first. */
const histories = new Map<string, readonly Since[]>();
let first = 0;

/**
 * The facts about a parameter in a PostgreSQL major; nothing when that major has no such parameter.
 *
 * Majors beyond those asked count as the nearest one. Parameters of contrib modules could be asked from 15 on only, and are the
 * same before.
 */
export function parameterFacts(name: string, major: number): ParameterFacts | undefined {
  load();
  const asked = name.includes('.') ? Math.max(major, 15) : Math.max(major, first);
  const found = histories.get(name.toLowerCase())?.find(({ since }) => since <= asked);
  return found && isThere(found) ? found : undefined;
}

/** The modules of contrib whose parameters are known: the part before the dot. */
export function knownModules(): ReadonlySet<string> {
  load();
  return new Set([...histories.keys()].filter((name) => name.includes('.')).map((name) => name.split('.')[0]));
}

function load(): void {
  if (histories.size > 0) return;
  const { servers, parameters } = readData('parameters') as ParameterData;
  first = Number(Object.keys(servers)[0]);
  for (const [name, history] of Object.entries(parameters)) histories.set(name.toLowerCase(), [...history].reverse());
}

function isThere(since: Since): since is Since & ParameterFacts {
  return since.context !== undefined;
}
