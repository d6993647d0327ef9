import { type ConfigProblem, configError } from '@pgplatform/core';
import { type Document, isScalar, type LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';

/** A list of ten thousand repositories has half of it. */
const MOST_BYTES = 1 << 20;

/**
 * Reads a file of one YAML document, of which every key is a text.
 *
 * @param file its name, for problems
 * @param lines is told where its lines are
 * @throws ConfigProblem `CONFIG_SYNTAX`, with the line
 */
export function readYamlConfig(text: string, file: string, lines: LineCounter): { contents: ParsedNode | null; value: unknown } {
  const problem = (message: string, offset: number | undefined): ConfigProblem => ({
    code: 'CONFIG_SYNTAX',
    path: offset === undefined ? file : `${file}:${lines.linePos(offset).line}`,
    message: `This is not YAML: ${message}.`,
    fix: 'Correct it.',
  });
  const size = Buffer.byteLength(text);
  if (size > MOST_BYTES) {
    throw configError([problem(`it has ${size} bytes, and ${MOST_BYTES} are read`, undefined)]);
  }
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
    const problems = document.errors.map(({ message, pos }) => problem(message, pos[0]));
    problems.push(...(problems.length > 0 ? [] : doubts(document, problem)));
    if (problems.length === 0) {
      return { contents: document.contents, value: document.toJS() };
    }
    throw configError(problems);
  } catch (error) {
    // The reader of YAML throws what it can only say when it goes through all of it: too deep, or too many aliases.
    if (error instanceof RangeError || error instanceof ReferenceError || error instanceof TypeError) {
      throw configError([problem(`it is too deep, or its aliases lead nowhere (${error.message})`, undefined)]);
    }
    throw error;
  }
}

/** What YAML allows, and means something else than whoever wrote it. */
function doubts(
  document: Document.Parsed,
  problem: (message: string, offset: number | undefined) => ConfigProblem,
): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) === undefined) {
        const pattern = `*${alias.source}`;
        const message = `${pattern} without quotes is an alias, and nothing is called &${alias.source}`;
        problems.push({ ...problem(message, alias.range?.[0]), fix: `Put a pattern in quotes: '${pattern}'.` });
      }
    },
    Pair(_, { key }) {
      if (key !== null && !isScalar(key)) {
        problems.push(problem('a key is no text', (key as ParsedNode).range?.[0]));
      }
    },
  });
  return problems;
}
