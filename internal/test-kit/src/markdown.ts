import { run } from './run';

/** A piece of a Markdown text, as marked reads it. */
export interface MarkdownToken {
  /** For example `paragraph`, `link`, `html`, `codespan`, `text`. */
  readonly type: string;
  /** The piece as it is written. */
  readonly raw: string;
  /** Where a link leads. */
  readonly href?: string;
}

/** All pieces of a text in GitHub's Markdown, those inside of others too. */
export async function readMarkdown(text: string): Promise<MarkdownToken[]> {
  const { code, stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', READ], {
    cwd: __dirname,
    input: text,
  });
  if (code !== 0) {
    throw new Error(stderr);
  }
  return JSON.parse(stdout);
}

/** A process of its own: marked is an ES module, which jest does not load. */
const READ = `import { readFileSync } from 'node:fs';
import { lexer, walkTokens } from 'marked';
const tokens = [];
walkTokens(lexer(readFileSync(0, 'utf8'), { gfm: true }), ({ type, raw, href }) => tokens.push({ type, raw, href }));
console.log(JSON.stringify(tokens));`;
