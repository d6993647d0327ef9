/** A folder as the rules compare them: `./apps/` is `apps`. */
export function folder(path: string): string {
  // Most are as they should be, and looking is cheaper than splitting.
  if (!/^\/|\/$|\/\/|(?:^|\/)\.(?:\/|$)/.test(path)) return path;
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** A relative path from a folder, from the repository's root. */
export function joined(from: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${from}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
