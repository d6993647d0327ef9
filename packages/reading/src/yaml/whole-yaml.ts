import type { Document, LineCounter, ParsedNode } from 'yaml';

/** A number with an exponent; `e0` is text, which the library takes for one. */
const EXPONENT = /^[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)[eE][-+]?[0-9]+$/;

export type WholeYaml = { readonly documents: Document.Parsed<ParsedNode>[]; readonly lines: LineCounter };

/**
 * The documents of any YAML, as Kubernetes reads it: YAML 1.1 (`on` is true, `0777` is octal, `<<` merges) without its dates
 * and sexagesimal numbers (sigs.k8s.io/yaml goyaml.v2/resolve.go). What is wrong is in the documents' errors.
 */
export function wholeYaml(text: string): WholeYaml {
  const { LineCounter, parseAllDocuments } = require('yaml') as typeof import('yaml');
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    version: '1.1',
    customTags: (tags) =>
      tags
        .filter((tag) => typeof tag === 'string' || (!/timestamp$/.test(tag.tag) && tag.format !== 'TIME'))
        .map((tag) => (typeof tag !== 'string' && !tag.collection && tag.format === 'EXP' ? { ...tag, test: EXPONENT } : tag)),
    logLevel: 'error',
    prettyErrors: false,
  });
  return { documents: Array.isArray(documents) ? documents : [], lines };
}
