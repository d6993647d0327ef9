/**
 * Whether a path stays in a repository and means one file on every file system. Every way in which one takes another name for `.git` or
 * `.gitmodules` needs a character that no name here may have: HFS+ leaves format characters out, NTFS has short names with `~` and
 * streams behind `:`, and both drop what ends in a dot or a space (verify_path of git's read-cache.c).
 */
export function isSafePath(path: unknown): path is string {
  return (
    typeof path === 'string' && path.length <= 1000 && !/[\p{Cc}\p{Cf}\\~:]/u.test(path) && path.split('/').every(isSafeName)
  );
}

function isSafeName(name: string): boolean {
  return name !== '' && name.length <= 255 && !/[. ]$/.test(name) && !['.git', '.gitmodules'].includes(name.toLowerCase());
}
