import { isUtf8 } from 'node:buffer';
import { type Position, plainYaml } from './plain-yaml';
import { MOST_BYTES, opensTooDeep, shapeProblem } from './yaml-limits';

/** Kinds of what can be wrong with a file as a file. */
export type YamlProblemKind = 'alias' | 'deep' | 'duplicateKey' | 'empty' | 'encoding' | 'invalid' | 'large';

/** What is wrong with a file as a file. */
export type YamlProblem = { readonly kind: YamlProblemKind; readonly why?: string } & Partial<Position>;

/** One YAML (or JSON) file of a repository. */
export type YamlFile = {
  /** From the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Its documents, empty ones left out; none when there is a problem. */
  readonly documents: any[];
  readonly problem?: YamlProblem;
};

/** Reads a file; whatever its bytes are, the answer is a file with documents or with a problem. */
export function yamlFile(path: string, bytes: Buffer): YamlFile {
  const failed = (problem: YamlProblem, text = ''): YamlFile => ({ path, text, documents: [], problem });
  if (bytes.length > MOST_BYTES) {
    return failed({ kind: 'large', why: `The file has ${bytes.length} bytes; more than ${MOST_BYTES} are not read.` });
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    return failed({ kind: 'encoding' });
  }
  const text = bytes.toString('utf8');
  const plain = plainYaml(text);
  if (plain) {
    const documents = plain.map(({ value }) => value).filter((value) => value !== null);
    return documents.length > 0 ? { path, text, documents } : failed({ kind: 'empty' }, text);
  }
  if (opensTooDeep(text)) {
    return failed({ kind: 'deep' }, text);
  }
  const read = anyYaml(text);
  return Array.isArray(read) ? { path, text, documents: read } : failed(read, text);
}

function anyYaml(text: string): any[] | YamlProblem {
  const { wholeYaml } = require('./whole-yaml') as typeof import('./whole-yaml');
  try {
    const { documents, lines } = wholeYaml(text);
    const error = documents.flatMap((document) => document.errors)[0];
    if (error) {
      const { line, col } = lines.linePos(error.pos[0]);
      if (/call stack/.test(error.message)) return { kind: 'deep', line, column: col };
      return {
        kind: error.code === 'DUPLICATE_KEY' ? 'duplicateKey' : 'invalid',
        why: error.message,
        line,
        column: col,
      };
    }
    const values = documents.map((document) => document.toJS()).filter((value) => value !== null);
    const shape = shapeProblem(values);
    if (shape) {
      return { kind: shape === 'cycle' ? 'alias' : 'deep' };
    }
    return values.length > 0 ? values : { kind: 'empty' };
  } catch (error) {
    if (error instanceof RangeError) return { kind: 'deep' };
    if (error instanceof ReferenceError) return { kind: 'alias', why: error.message };
    throw error;
  }
}
