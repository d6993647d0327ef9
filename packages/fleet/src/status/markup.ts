const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A text, as text or attribute of a page: never markup. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** A link, if it leads by https to that host; else its text. */
export function link(text: string, url: string, host: string): string {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  const isSafe = target?.protocol === 'https:' && target.host === host && target.username === '';
  return isSafe ? `<a href="${escaped(target.href)}" rel="noreferrer">${escaped(text)}</a>` : escaped(text);
}
