/**
 * The addresses of git repositories that Argo CD can read: http, https, ssh, and `git@host:path`.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/private-repositories/
 */
export class GitUrl {
  /** The rule of `isValid` in words. */
  public static readonly RULE = 'https://host/path, ssh://user@host/path or git@host:path';

  /** Whether the text is the address of a repository; one with a password in it is not, because it would be committed. */
  public static isValid(text: string): boolean {
    return (
      /^https?:\/\/([^\s:@/]+@)?[^\s:@/]+(:\d+)?\/[^\s/]\S*$/.test(text) ||
      /^ssh:\/\/([^\s:@/]+@)?[^\s:@/]+(:\d+)?\/[^\s/]\S*$/.test(text) ||
      /^[\w.-]+@[\w.-]+:(?!\/\/)\S+$/.test(text)
    );
  }

  private constructor() {}
}
