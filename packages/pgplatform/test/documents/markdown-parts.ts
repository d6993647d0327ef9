import type { MarkdownFile } from '../../src/documents/markdown';

/** A fenced block. */
export interface Fence {
  readonly language: string;
  readonly text: string;
}

/** A document taken apart again, by reading its text. */
export interface MarkdownParts {
  readonly path: string;
  readonly text: string;
  readonly fences: Fence[];
  /** Everything outside of fences. */
  readonly prose: string;
  readonly inlineCode: string[];
  readonly links: { readonly text: string; readonly target: string }[];
  /** Anchors of the headings, as GitHub makes them. */
  readonly anchors: string[];
}

export function markdownParts({ path, text }: MarkdownFile): MarkdownParts {
  const fences: Fence[] = [];
  const prose = text.replace(/^(`{3,})(\w*)\n([\s\S]*?)\n\1$/gm, (_, __, language, body) => {
    fences.push({ language, text: body });
    return '';
  });
  const inlineCode: string[] = [];
  const withoutCode = prose.replace(/`([^`\n]+)`/g, (_, body) => {
    inlineCode.push(body.replace(/\\\|/g, '|'));
    return '';
  });
  return {
    path,
    text,
    fences,
    prose,
    inlineCode,
    links: [...prose.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)].map(([, label, target]) => ({ text: label, target })),
    anchors: [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title]) => anchor(title)),
    ...(withoutCode.includes('`') ? { inlineCode: [...inlineCode, 'UNBALANCED `'] } : {}),
  };
}

function anchor(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replace(/ /g, '-');
}
