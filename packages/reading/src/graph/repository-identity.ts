import { withoutCredentials } from '@pgplatform/core';
import type { Fact } from './fact';

/**
 * Which of the repositories that appliers name is this one. A repository does not say its own address; the one whose folders are here
 * is it, unless several could be.
 */
export class RepositoryIdentity {
  /** Whether folders of an address are here. */
  private readonly fits = new Map<string, boolean>();
  private readonly given: ReadonlySet<string>;

  /** @param given addresses of this repository, where somebody told them */
  constructor(given: readonly string[] = []) {
    this.given = new Set(given.map(normalized));
  }

  /** Takes an address that an applier names, and whether a folder that it names is here; nothing for the root, which every tree has. */
  note(address: string, isHere: boolean | undefined): void {
    const key = normalized(address);
    this.fits.set(key, (this.fits.get(key) ?? false) || isHere === true);
  }

  of(address: string): Fact<'here' | 'elsewhere'> {
    const key = normalized(address);
    if (key === '' || key.includes('{{') || key.includes('${')) return { unknown: 'the address of its repository is not known' };
    if (this.given.size > 0) return { known: this.given.has(key) ? 'here' : 'elsewhere' };
    const fitting = [...this.fits].filter(([, isHere]) => isHere).map(([one]) => one);
    if (fitting.length > 1 && fitting.includes(key)) {
      return {
        unknown: `several repositories have folders that are here: ${fitting.slice(0, 5).map(withoutCredentials).join(', ')}`,
      };
    }
    if (fitting.length === 1) return { known: fitting[0] === key ? 'here' : 'elsewhere' };
    if (fitting.length === 0 && this.fits.size === 1 && this.fits.has(key)) return { known: 'here' };
    return { unknown: 'nothing tells which repository this is' };
  }
}

/** An address without scheme, user and ending: `git@host:a/b.git` and `https://host/a/b` are one repository. */
function normalized(address: string): string {
  return address
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
