import type { Fact } from './fact';
import type { Applier, Builder, DirectoryOptions } from './graph';

/** An applier as its own definition has it, before anybody asks who applies that. */
export type Draft = Pick<
  Applier,
  'kind' | 'namespace' | 'name' | 'set' | 'targetNamespace' | 'prunes' | 'cascades' | 'suspended' | 'substitutions'
> & {
  readonly definedIn: string;
  /** Its name as it is written. */
  readonly called: string;
  /** An annotation keeps it when who applies it prunes. */
  readonly kept: boolean;
  readonly sources: readonly DraftSource[];
  readonly destination: Fact<Destination>;
  /** Whether its set deletes it. @default - no set makes it */
  readonly deletedBySet?: boolean;
  /** Why there may be none, or several. @default - there is one */
  readonly open?: string;
};

export type Destination = {
  /** Nothing: the cluster that the applier itself is in. */
  readonly address?: string;
  /** Whether every control plane calls it so. */
  readonly isGlobal: boolean;
};

export type DraftSource = {
  readonly engine: 'argo' | 'flux' | 'helm';
  readonly address: string | null;
  readonly revision: string | null;
  readonly path: Fact<string> | null;
  /** The path as it is written, with `{{…}}` or `${…}` where it is not known. */
  readonly shape: string;
  readonly chart: string | null;
  /** What is said of how it is built. */
  readonly builder?: Builder;
  readonly directory: DirectoryOptions;
  /** From the repository's root. */
  readonly valueFiles: readonly string[];
  /** Folders of components, from the repository's root. */
  readonly components: readonly string[];
  /** Why it is not known where its files come from. @default - it is a repository with an address */
  readonly unknown?: string;
  readonly problems: readonly string[];
};

export const PLAIN: DirectoryOptions = { recurse: false, include: null, exclude: null };

/** A text that is known unless somebody fills it in later. */
export function written(value: string, open: string | undefined): Fact<string> {
  if (value.includes('{{')) return { unknown: open ?? `it is a template: ${value.slice(0, 200)}` };
  return value.includes('${') ? { unknown: `it has a variable: ${value.slice(0, 200)}` } : { known: value };
}
