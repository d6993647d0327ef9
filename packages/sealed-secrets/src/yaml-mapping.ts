/** One entry of a block mapping, with the places of its text. */
type Entry = {
  readonly key: string;
  readonly indent: number;
  /** First character of the line it starts on. */
  readonly start: number;
  /** Just after the last line that belongs to it. */
  end: number;
  /** The scalar after the colon; empty when there is none. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** What a YAML reader makes of the scalar; `undefined` for what this reader does not look into (lists, block scalars). */
  readonly value: unknown;
  readonly children: Entry[];
};

type Line = { readonly start: number; readonly end: number; readonly indent: number; readonly text: string };

/**
 * Text of one YAML document that is nested block mappings of one-line scalars: how SealedSecrets are written.
 *
 * Edits change the scalar or add the line they are about; every other byte stays, comments and line ends included.
 * Refuses (throws an Error that quotes nothing) whatever it could misread: anchors, tags, flow collections, several documents.
 */
export class YamlMapping {
  private entries: Entry[];

  constructor(private text: string) {
    this.entries = parse(text);
  }

  /** The document as an object. */
  toObject(): Record<string, any> {
    return toObject(this.entries);
  }

  /** Sets a text at a path, making the mappings above it when they are missing. */
  set(path: readonly string[], value: string): void {
    let entries = this.entries;
    let parent: Entry | undefined;
    for (const [depth, key] of path.entries()) {
      const entry = entries.find((candidate) => candidate.key === key);
      if (!entry) {
        this.insert(parent, entries, nest(path.slice(depth), value));
        return;
      }
      if (depth === path.length - 1) {
        if (entry.children.length > 0 || entry.value === undefined || isEmptyMap(entry.value)) {
          throw new Error('a mapping or a list stands where a text belongs');
        }
        if (entry.value !== value) {
          const gap = this.text[entry.valueStart - 1] === ':' ? ' ' : '';
          this.replace(entry.valueStart, entry.valueEnd, gap + scalar(value));
        }
        return;
      }
      parent = entry;
      entries = entry.children;
    }
  }

  /** Removes an entry with its lines. */
  remove(path: readonly string[]): void {
    let entries = this.entries;
    let entry: Entry | undefined;
    for (const key of path) {
      entry = entries.find((candidate) => candidate.key === key);
      entries = entry?.children ?? [];
    }
    if (entry) {
      this.replace(entry.start, entry.end, '');
    }
  }

  toString(): string {
    return this.text;
  }

  private insert(parent: Entry | undefined, siblings: Entry[], content: Record<string, unknown>): void {
    const eol = /\r\n/.test(this.text) ? '\r\n' : '\n';
    if (parent && siblings.length === 0 && parent.value !== null && !isEmptyMap(parent.value)) {
      throw new Error('a text or a list stands where a mapping belongs');
    }
    const indent = siblings[0]?.indent ?? (parent ? parent.indent + 2 : 0);
    const at = siblings.at(-1)?.end ?? parent?.end ?? this.text.length;
    const lines = writeYaml(content, indent).replace(/\n/g, eol);
    const before = at > 0 && this.text[at - 1] !== '\n' ? eol : '';
    let text = this.text.slice(0, at) + before + lines + this.text.slice(at);
    if (parent && siblings.length === 0 && parent.valueEnd > parent.valueStart) {
      text = text.slice(0, parent.valueStart).trimEnd() + text.slice(parent.valueEnd); // `{}` or `null`
    }
    this.reset(text);
  }

  private replace(start: number, end: number, replacement: string): void {
    this.reset(this.text.slice(0, start) + replacement + this.text.slice(end));
  }

  private reset(text: string): void {
    this.entries = parse(text);
    this.text = text;
  }
}

/** Block YAML of nested objects of texts and booleans, in the order of the objects; means the same to a YAML 1.1 reader. */
export function writeYaml(object: object, indent = 0): string {
  return Object.entries(object)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const head = `${' '.repeat(indent)}${scalar(key)}:`;
      return value !== null && typeof value === 'object'
        ? `${head}\n${writeYaml(value, indent + 2)}`
        : `${head} ${typeof value === 'boolean' ? value : scalar(String(value))}\n`;
    })
    .join('');
}

const PLAIN = /^[A-Za-z][-A-Za-z0-9+/._]*={0,2}$/;
const RESERVED = /^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i;

/** A text as a YAML scalar on one line: plain where every reader takes it for text, else quoted. */
function scalar(value: string): string {
  if (PLAIN.test(value) && !RESERVED.test(value)) {
    return value;
  }
  if (value.includes('"') && /^[ -~]*$/.test(value)) {
    return `'${value.replace(/'/g, "''")}'`;
  }
  // YAML 1.1 also breaks lines at NEL, LS and PS, which JSON leaves as they are.
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function nest(path: readonly string[], value: string): Record<string, unknown> {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Record<string, unknown>;
}

function toObject(entries: Entry[]): Record<string, any> {
  // Object.fromEntries defines own properties, so a key `__proto__` is only a key.
  return Object.fromEntries(
    entries.map((entry) => [entry.key, entry.children.length > 0 ? toObject(entry.children) : entry.value]),
  );
}

function isEmptyMap(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function parse(text: string): Entry[] {
  const lines = linesOf(text);
  if (/^---(\s+#.*)?\s*$/.test(lines[0]?.text ?? '')) {
    lines.shift();
  }
  const cursor = { at: 0 };
  const entries = readMapping(text, lines, cursor, lines[0]?.indent ?? 0);
  if (cursor.at < lines.length) {
    throw new Error('more than one document, or an indentation that does not fit');
  }
  return entries;
}

/** The lines that are neither blank nor a comment. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (const match of text.matchAll(/[^\n]*(?:\n|$)/g)) {
    const line = match[0].replace(/\r?\n$/, '');
    const indent = line.length - line.trimStart().length;
    if (line.trim() !== '' && line[indent] !== '#') {
      if (line.slice(0, indent).includes('\t')) {
        throw new Error('a tab in the indentation');
      }
      lines.push({ start: match.index, end: match.index + match[0].length, indent, text: line });
    }
  }
  return lines;
}

const KEY = /^ *(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|([A-Za-z0-9_./-]+)) *:(?= |$)/;

function readMapping(text: string, lines: Line[], cursor: { at: number }, indent: number): Entry[] {
  const entries: Entry[] = [];
  while (cursor.at < lines.length && lines[cursor.at].indent === indent) {
    const line = lines[cursor.at++];
    const head = KEY.exec(line.text);
    if (!head) {
      throw new Error('a line that is not `key: value`');
    }
    const key = head[1] !== undefined ? unquote(`"${head[1]}"`) : (head[2]?.replace(/''/g, "'") ?? head[3]);
    if (entries.some((entry) => entry.key === key)) {
      throw new Error('a key that stands twice');
    }
    const rest = line.text.slice(head[0].length);
    const lead = rest.length - rest.trimStart().length;
    const { token, value, opaque } = readScalar(rest.slice(lead));
    const valueStart = line.start + head[0].length + (token ? lead : 0);
    const entry: Entry = {
      key,
      indent,
      start: line.start,
      end: line.end,
      valueStart,
      valueEnd: valueStart + token.length,
      value,
      children: [],
    };
    const next = lines[cursor.at];
    if (opaque) {
      skip(text, lines, cursor, entry, (line) => line.indent > indent);
      entries.push({ ...entry, value: undefined });
    } else if (token === '' && next?.text.trimStart().startsWith('- ') && next.indent >= indent) {
      skip(text, lines, cursor, entry, (line) => line.indent > indent || line.text.slice(indent).startsWith('- '));
      entries.push({ ...entry, value: undefined });
    } else if (next && next.indent > indent) {
      if (token !== '') {
        throw new Error('a value that goes on in the next line');
      }
      const children = readMapping(text, lines, cursor, next.indent);
      entries.push({ ...entry, children, end: children.at(-1)!.end });
    } else {
      entries.push(entry);
    }
  }
  return entries;
}

/** Takes the lines of a list or a block scalar as they are. */
function skip(text: string, lines: Line[], cursor: { at: number }, entry: Entry, belongs: (line: Line) => boolean): void {
  while (cursor.at < lines.length && belongs(lines[cursor.at])) {
    entry.end = lines[cursor.at++].end;
  }
  const rest = text.slice(entry.valueEnd, lines[cursor.at]?.start ?? text.length);
  if (rest.split('\n').some((line) => /^ *#/.test(line) && line.indexOf('#') > entry.indent)) {
    throw new Error('a line that may be a comment or a part of a text');
  }
}

function readScalar(rest: string): { token: string; value: unknown; opaque?: boolean } {
  if (rest === '' || rest.startsWith('#')) {
    return { token: '', value: null };
  }
  if (/^[|>][-+0-9]*\s*(#.*)?$/.test(rest)) {
    return { token: rest, value: undefined, opaque: true };
  }
  const quoted = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')(?=\s*$|\s+#)/.exec(rest)?.[0];
  if (quoted) {
    return { token: quoted, value: unquote(quoted) };
  }
  const token = rest.replace(/\s+#.*$/, '').trimEnd();
  if (token === '{}') {
    return { token, value: {} };
  }
  if (/^[&*!|>{}[\],%@`"'?]/.test(token) || /^-(\s|$)/.test(token) || /:(\s|$)/.test(token)) {
    throw new Error('a value that is not a scalar on one line');
  }
  return { token, value: plain(token) };
}

/** What a YAML 1.1 reader takes a plain scalar for. */
function plain(token: string): unknown {
  if (/^(~|null)$/i.test(token)) {
    return null;
  }
  if (/^(true|yes|on|y)$/i.test(token)) {
    return true;
  }
  if (/^(false|no|off|n)$/i.test(token)) {
    return false;
  }
  return /^[-+]?(\d[\d_]*(:[0-5]?\d)*(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(token) || /^0[xo][0-9a-f_]+$/i.test(token)
    ? Number(token)
    : token;
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'")) {
    return quoted.slice(1, -1).replace(/''/g, "'");
  }
  try {
    return JSON.parse(quoted);
  } catch {
    throw new Error('an escape that JSON does not know');
  }
}
