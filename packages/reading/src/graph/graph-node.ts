import type { Draft } from './draft';
import type { Origin, Role, Source } from './graph';

/** An applier with all that it reaches. */
export type GraphNode = {
  readonly id: string;
  readonly draft: Draft;
  readonly sources: readonly Source[];
  readonly reaches: ReadonlyMap<string, { readonly role: Role; readonly certain: boolean }>;
  readonly covers: readonly { readonly folder: string; readonly deep: boolean }[];
  readonly changedBy: ReadonlyMap<string, readonly string[]>;
  /** It may reach anything. */
  readonly anywhere: boolean;
};

/** Who reaches a file. */
export type Reacher = { readonly node: GraphNode; readonly role: Role; readonly certain: boolean };

/** How an applier came to be, and by whom. */
export type NodeOrigin = { readonly origin: Origin; readonly makers: readonly Reacher[] };
