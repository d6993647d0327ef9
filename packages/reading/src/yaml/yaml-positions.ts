import { type Position, plainYaml } from './plain-yaml';

/** Where fields stand in one file: found when first asked for, for most files are never asked about. */
export class YamlPositions {
  private readonly documents: ((pointer: string) => Position | undefined)[];

  constructor(text: string) {
    this.documents =
      plainYaml(text, true)
        ?.filter(({ value }) => value !== null)
        .map(
          ({ positions }) =>
            (pointer) =>
              positions.get(pointer),
        ) ?? wholePositions(text);
  }

  /** Position of a field, or of the closest thing around it that is there. */
  of(document: number, pointer: string): Position {
    const find = this.documents[document];
    for (let at = pointer; find; at = at.slice(0, at.lastIndexOf('/'))) {
      const position = find(at);
      if (position || at === '') {
        return position ?? { line: 1, column: 1 };
      }
    }
    return { line: 1, column: 1 };
  }
}

function wholePositions(text: string): ((pointer: string) => Position | undefined)[] {
  const { isMap, isSeq, isAlias } = require('yaml') as typeof import('yaml');
  const { wholeYaml } = require('./whole-yaml') as typeof import('./whole-yaml');
  const { isEmptyDocument } = require('./document-value') as typeof import('./document-value');
  const { documents, lines } = wholeYaml(text);
  return documents
    .filter((document) => !isEmptyDocument(document))
    .map((document) => (pointer) => {
      let node: any = document.contents;
      let start: number | undefined = node?.range?.[0];
      for (const key of pointer.split('/').slice(1).map(unescaped)) {
        if (isAlias(node)) {
          return undefined;
        }
        if (isMap(node)) {
          const pair: any = node.items.find((item: any) => String(item.key?.value) === key);
          start = pair?.key?.range?.[0];
          node = pair?.value;
        } else {
          node = isSeq(node) ? node.items[Number(key)] : undefined;
          start = node?.range?.[0];
        }
      }
      if (start === undefined) {
        return undefined;
      }
      const { line, col } = lines.linePos(start);
      return { line, column: col };
    });
}

/** One step of a JSON Pointer as it is written in the file. */
export function unescaped(step: string): string {
  return step.replace(/~1/g, '/').replace(/~0/g, '~');
}
