import { isUtf8 } from 'node:buffer';
import type { LineCounter } from 'yaml';
import { LIMITS } from '../limits';
import type { DocumentFault } from './document-value';
import { type Position, plainYaml } from './plain-yaml';
import { beyond, limitDocuments, opensTooDeep, YamlLimitError } from './yaml-limits';

/** Kinds of what can be wrong with a file as a file. */
export type YamlProblemKind = 'alias' | 'deep' | 'duplicateKey' | 'empty' | 'encoding' | 'invalid' | 'large' | 'limit' | 'unread';

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
  if (bytes.length > LIMITS.tree.fileBytes) {
    return failed({ kind: 'large', why: beyond(`${bytes.length} bytes`, `${LIMITS.tree.fileBytes}`).message });
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    return failed({ kind: 'encoding' });
  }
  const text = bytes.toString('utf8');
  const read = documentsOf(text);
  return Array.isArray(read) ? { path, text, documents: read } : failed(read, text);
}

function documentsOf(text: string): any[] | YamlProblem {
  try {
    limitDocuments(text);
    const plain = plainYaml(text);
    const values = plain ? plain.map(({ value }) => value) : opensTooDeep(text) ? undefined : wholeDocuments(text);
    if (!values) return { kind: 'deep' };
    if (!Array.isArray(values)) return values;
    const documents = values.filter((value) => value !== null);
    return documents.length > 0 ? documents : { kind: 'empty' };
  } catch (error) {
    if (error instanceof YamlLimitError) return { kind: 'limit', why: error.message };
    if (error instanceof RangeError) return { kind: 'deep' };
    throw error;
  }
}

function wholeDocuments(text: string): any[] | YamlProblem {
  const { wholeYaml } = require('./whole-yaml') as typeof import('./whole-yaml');
  const { DocumentError, documentValue } = require('./document-value') as typeof import('./document-value');
  const { documents, lines } = wholeYaml(text);
  const error = documents.flatMap((document) => document.errors)[0];
  if (error) {
    const kind = /call stack/.test(error.message) ? 'deep' : 'invalid';
    return located({ kind, why: kind === 'deep' ? undefined : error.message, at: error.pos[0] }, lines);
  }
  try {
    return documents.map(documentValue);
  } catch (fault) {
    if (fault instanceof DocumentError) return located(fault.fault, lines);
    throw fault;
  }
}

function located({ kind, why, at }: DocumentFault, lines: LineCounter): YamlProblem {
  if (at === undefined) return { kind, why };
  const { line, col } = lines.linePos(at);
  return { kind, why, line, column: col };
}
