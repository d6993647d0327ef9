import { withoutCredentials } from '@pgplatform/core';
import { LIMITS } from '../limits';
import type { Fact } from './fact';

/** What Flux calls a repository whose object, and so whose address, is not in the tree. */
const NAME = /^gitrepository\//;

/**
 * Which of the repositories that appliers name is this one. A repository does not say its own address; the one whose folders are here
 * is it, unless several could be. A name without an address may be any of them: names are told apart among themselves.
 */
export class RepositoryIdentity {
  /** Whether folders of a repository are here. */
  private readonly fits = new Map<string, boolean>();
  private readonly given: ReadonlySet<string>;

  /** @param given addresses of this repository, where somebody told them */
  constructor(given: readonly string[] = []) {
    this.given = new Set(given.map(normalized));
  }

  /** Takes what an applier calls its repository, and whether a folder that it names is here; nothing for the root, which every tree has. */
  note(address: string, isHere: boolean | undefined): void {
    const key = normalized(address);
    this.fits.set(key, (this.fits.get(key) ?? false) || isHere === true);
  }

  of(address: string): Fact<'here' | 'elsewhere'> {
    const key = normalized(address);
    if (key === '' || key.includes('{{') || key.includes('${')) return { unknown: 'the address of its repository is not known' };
    const isName = NAME.test(key);
    if (this.given.size > 0 && !isName) return { known: this.given.has(key) ? 'here' : 'elsewhere' };
    const alike = [...this.fits].filter(([one]) => NAME.test(one) === isName);
    const fitting = alike.filter(([, isHere]) => isHere).map(([one]) => one);
    if (fitting.length > 1 && fitting.includes(key)) {
      return {
        unknown: `several repositories have folders that are here: ${fitting.slice(0, 5).map(withoutCredentials).join(', ')}`,
      };
    }
    if (fitting.length === 1) return { known: fitting[0] === key ? 'here' : 'elsewhere' };
    if (fitting.length === 0 && alike.length === 1 && this.fits.has(key)) return { known: 'here' };
    return { unknown: 'nothing tells which repository this is' };
  }
}

/** An address without scheme, user and ending: `git@host:a/b.git` and `https://host/a/b` are one repository. */
function normalized(address: string): string {
  if (address.length > LIMITS.graph.pattern) return '';
  return address
    .trim()
    .replace(/^\w+:\/\//, '')
    .replace(/^[^@/]*@/, '')
    .replace(/^([^/:]+):(?!\d+\/)/, '$1/')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
