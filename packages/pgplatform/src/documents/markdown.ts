import { posix } from 'node:path';

/** A file of Markdown text. */
export interface MarkdownFile {
  /** Path from the repository's root, with `/`. */
  readonly path: string;
  /** The whole text. */
  readonly text: string;
}

/** A part of a document. Texts are inline Markdown: `code()`, `link()`, `plain()`. */
export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: string[] }
  | { readonly kind: 'table'; readonly head: string[]; readonly rows: string[][] }
  | { readonly kind: 'fence'; readonly language: string; readonly text: string };

/** The text of a document; links to files of the repository become relative to it. */
export function markdownFile(path: string, blocks: Block[]): MarkdownFile {
  const relative = (text: string) =>
    text.replace(/\]\(repo:([^)#]+)/g, (_, target) => `](${posix.relative(posix.dirname(path), target)}`);
  return { path, text: `${blocks.map((block) => blockText(block, relative)).join('\n\n')}\n` };
}

export function heading(level: number, text: string): Block {
  return { kind: 'heading', level, text };
}

/** Sentences that belong together; an empty one is left out. */
export function paragraph(...sentences: string[]): Block {
  return { kind: 'paragraph', text: sentences.filter(Boolean).join(' ') };
}

export function bullets(items: string[]): Block {
  return { kind: 'list', ordered: false, items };
}

export function steps(items: string[]): Block {
  return { kind: 'list', ordered: true, items };
}

export function table(head: string[], rows: string[][]): Block {
  return { kind: 'table', head, rows };
}

export function fence(language: string, text: string | string[]): Block {
  return { kind: 'fence', language, text: (Array.isArray(text) ? text.join('\n') : text).trimEnd() };
}

export function code(text: string | number): string {
  return `\`${text}\``;
}

/** A link to a file or folder of the repository, by its path from the root. */
export function link(text: string, path: string): string {
  return `[${text}](repo:${path})`;
}

/** Text of a user, so that nothing in it is read as Markdown. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|~]/g, '\\$&');
}

/** `a`, `b` and `c`. */
export function enumeration(items: string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

function blockText(block: Block, inline: (text: string) => string): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${inline(block.text)}`;
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item, i) => `${block.ordered ? `${i + 1}.` : '-'} ${inline(item)}`).join('\n');
    case 'table': {
      const row = (cells: string[]) => `| ${cells.map((cell) => inline(cell).replace(/(?<!\\)\|/g, '\\|')).join(' | ')} |`;
      return [row(block.head), row(block.head.map(() => '---')), ...block.rows.map(row)].join('\n');
    }
    case 'fence': {
      const ticks = '`'.repeat(Math.max(3, ...[...block.text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
      return `${ticks}${block.language}\n${block.text}\n${ticks}`;
    }
  }
}
