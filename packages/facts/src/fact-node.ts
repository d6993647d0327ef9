/** What decides whether one value is valid; `items`, `values`, `names` and `fields` are numbers of other nodes. */
export type FactNode = {
  /** Absent: anything. */
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean' | 'int-or-string' | 'quantity';
  readonly fields?: { readonly [name: string]: number };
  readonly required?: readonly string[];
  /** Node of every value of a map. */
  readonly values?: number;
  /** Node of every name in a map. */
  readonly names?: number;
  /** Node of every item of a list. */
  readonly items?: number;
  /** What the operator writes for a field that is absent or null, where the schema has something to say about it. */
  readonly zeros?: { readonly [name: string]: unknown };
  /** The operator writes something for an item of the list that is null. */
  readonly refilled?: boolean;
  /** Fields that `fields` does not have are kept as they are. */
  readonly open?: boolean;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  /** Fields that together tell the items of a list apart. */
  readonly keys?: readonly string[];
  /** No two items of the list are equal. */
  readonly set?: boolean;
};

/** One kind in a set. */
export type FactKind = {
  /** Number of its node. */
  readonly root: number;
  readonly namespaced: boolean;
  /** `status` is a subresource: the API server ignores it in a manifest. */
  readonly status: boolean;
  /** No object of it needs a name. */
  readonly nameless?: boolean;
};
