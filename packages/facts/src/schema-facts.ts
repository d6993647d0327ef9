import { readData } from './data';
import type { FactKind, FactNode } from './fact-node';

/** A project whose kinds we have the schema facts of. */
export type SchemaProject = {
  /** API group of its kinds. */
  readonly group: string;
  /** We know every kind of the group. */
  readonly whole: boolean;
  /** Names of its sets, oldest first: one for each version with facts of its own, for example `cnpg-1.30.0`. */
  readonly sets: readonly string[];
};

/** The facts of one set; `shared` has the nodes that several sets refer to. */
export type SchemaFacts = {
  readonly kinds: { readonly [apiVersionAndKind: string]: FactKind };
  readonly nodes: readonly FactNode[];
};

/** The projects, with the sets that `scripts/schema-facts.mjs` writes. */
export const SCHEMA_PROJECTS: readonly SchemaProject[] = require('../data/schema-projects.json');

/** The set of that name; read when first asked for. */
export function schemaFacts(name: string): SchemaFacts {
  return readData(`schema/${name}`);
}
