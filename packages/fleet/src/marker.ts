import { createHash } from 'node:crypto';
import type { TreeFile } from './github';

/** How `fleet apply` knows what is its own. */
export interface Marker {
  readonly campaign: string;
  /** Digest of the planned files: the same files, the same digest, whatever they are put on. */
  readonly plan: string;
  /** Tree of the commit that holds them, as GitHub named it. */
  readonly tree: string;
  /** Commit of the default branch that the tree was made on. */
  readonly base?: string;
  /** Why `fleet apply` itself closed the pull request: `duplicate`, or the campaign that took its place. */
  readonly closed?: string;
}

const WORD = '[A-Za-z0-9][A-Za-z0-9._-]*';
const IN_BODY = new RegExp(`<!-- pgplatform-fleet((?: [a-z]+=${WORD})+) -->`);
const IN_MESSAGE = new RegExp(`^Pgplatform-Fleet:((?: [a-z]+=${WORD})+)$`, 'm');
/** GitHub takes 65,536 characters (`body is too long (maximum is 65536 characters)`). */
const BODY_LIMIT = 65_000;

/** Digest of planned files. */
export function contentDigest(files: readonly TreeFile[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(JSON.stringify(sorted.map(({ path, mode, content }) => [path, mode, content ?? null]))).slice(0, 16);
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The body of a pull request with the marker at its end, in place of one that it has; what is too long for GitHub is cut and says so. */
export function markedBody(body: string, marker: Marker): string {
  const text = body.replace(IN_BODY, '').trimEnd();
  const cut = text.length > BODY_LIMIT ? `${text.slice(0, BODY_LIMIT)}\n\n(The rest is too long for GitHub.)` : text;
  return `${cut}\n\n<!-- pgplatform-fleet${words(marker)} -->\n`;
}

/** The marker in the body of a pull request; nothing when there is none. */
export function readMarker(body: string): Marker | undefined {
  return fromWords(IN_BODY.exec(body)?.[1]);
}

/** The message of a commit, with the marker as its trailer. */
export function markedMessage(title: string, marker: Marker): string {
  return `${title}\n\nPgplatform-Fleet:${words(marker)}\n`;
}

/** The marker in the message of a commit. The commit is as it was made only if its tree is the marker's: an amended one keeps the message. */
export function readTrailer(message: string): Marker | undefined {
  return fromWords(IN_MESSAGE.exec(message)?.[1]);
}

function words(marker: Marker): string {
  return Object.entries(marker)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}=${value}`)
    .join('');
}

function fromWords(text: string | undefined): Marker | undefined {
  const found = Object.fromEntries(
    (text ?? '')
      .trim()
      .split(' ')
      .map((word) => word.split('=')),
  );
  return found.campaign && found.plan && found.tree ? found : undefined;
}
