import type { CST, Document, LineCounter, ParsedNode } from 'yaml';
import { LIMITS } from '../limits';
import { beyond } from './yaml-limits';

/** A number with an exponent; `e0` is text, which the library takes for one. */
const EXPONENT = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)[eE][-+]?[0-9]+$/;

/** What Kubernetes makes nothing of. */
const UNKNOWN = /:(?:timestamp|omap|pairs|set)$/;

export type WholeYaml = { readonly documents: Document.Parsed<ParsedNode>[]; readonly lines: LineCounter };

/**
 * The documents of any YAML, as Kubernetes reads it: YAML 1.1 (`on` is true, `0777` is octal, `<<` merges) without its dates
 * and sexagesimal numbers (sigs.k8s.io/yaml goyaml.v2/resolve.go). What is wrong is in the documents' errors, but keys that are
 * there twice: `documentValue` finds those, and takes no longer for more of them.
 *
 * @throws YamlLimitError for more tokens than are read
 */
export function wholeYaml(text: string): WholeYaml {
  const { Composer, LineCounter } = require('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  const composer = new Composer({
    version: '1.1',
    customTags: (tags) =>
      tags
        .filter((tag) => typeof tag === 'string' || !(UNKNOWN.test(tag.tag) || tag.format === 'TIME'))
        .map((tag) => (typeof tag !== 'string' && !tag.collection && tag.format === 'EXP' ? { ...tag, test: EXPONENT } : tag)),
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0; // the library makes an error for every wrong character, and most of its time would go into their stacks
  try {
    return { documents: [...composer.compose(tokensOf(text, lines))] as WholeYaml['documents'], lines };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function* tokensOf(text: string, lines: LineCounter): Generator<CST.Token> {
  const { Lexer, Parser } = require('yaml') as typeof import('yaml');
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > LIMITS.yaml.tokens) throw beyond('too many words and marks', `${LIMITS.yaml.tokens}`);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
