/** What PostgreSQL says about one parameter (`pg_settings`). */
export interface ParameterFacts {
  /** `internal`, `postmaster`, `sighup`, `superuser-backend`, `backend`, `superuser` or `user`. */
  readonly context: string;
  /** `bool`, `integer`, `real`, `string` or `enum`. */
  readonly type: string;
  /** Unit of a bare number: `8kB`, `ms`. @default - none */
  readonly unit?: string;
}

interface ParameterData {
  /** Version of the server that was asked, by major. */
  readonly servers: { readonly [major: string]: string };
  /** Per parameter: from which major on, context, type and unit; `-` when it is gone. */
  readonly parameters: { readonly [name: string]: readonly string[] };
}

let loaded: ParameterData | undefined;
const lower = new Map<string, readonly string[]>();

/**
 * The facts about a parameter in a PostgreSQL major; nothing when that major has no such parameter.
 *
 * Majors beyond those asked count as the nearest one. Parameters of contrib modules could be asked from 15 on only, and are the
 * same before.
 */
export function parameterFacts(name: string, major: number): ParameterFacts | undefined {
  const { servers } = parameterData();
  const first = Number(Object.keys(servers)[0]);
  const history = lower.get(name.toLowerCase()) ?? [];
  const asked = name.includes('.') ? Math.max(major, 15) : Math.max(major, first);
  const entry = history.filter((line) => Number.parseInt(line, 10) <= asked).at(-1);
  const [, context, type, unit] = entry?.split(' ') ?? [];
  return context === undefined || context === '-' ? undefined : { context, type, ...(unit && { unit }) };
}

/** The modules of contrib whose parameters are known: the part before the dot. */
export function knownModules(): ReadonlySet<string> {
  parameterData();
  return new Set([...lower.keys()].filter((name) => name.includes('.')).map((name) => name.split('.')[0]));
}

function parameterData(): ParameterData {
  if (!loaded) {
    loaded = require('../data/parameters.json') as ParameterData;
    for (const [name, history] of Object.entries(loaded.parameters)) lower.set(name.toLowerCase(), history);
  }
  return loaded;
}
