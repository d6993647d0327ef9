import { type FactKind, type FactNode, type SchemaFacts, schemaFacts } from '@pgplatform/facts';

/** The facts of one release of one project, for example `cnpg-1.30.0`; read when first asked for. */
export class FactSet {
  private static readonly loaded = new Map<string, FactSet>();

  /** The set of that name. */
  public static named(name: string): FactSet {
    let set = FactSet.loaded.get(name);
    if (!set) {
      set = new FactSet(name, schemaFacts('shared'), schemaFacts(name));
      FactSet.loaded.set(name, set);
    }
    return set;
  }

  private readonly patterns = new Map<string, RegExp>();
  private readonly byName: ReadonlyMap<string, FactKind>;

  private constructor(
    public readonly name: string,
    private readonly shared: SchemaFacts,
    private readonly own: SchemaFacts,
  ) {
    this.byName = new Map(Object.entries(own.kinds));
  }

  /** `apiVersion/kind` of everything in the set. */
  public get kinds(): string[] {
    return [...this.byName.keys()];
  }

  public kind(apiVersion: string, kind: string): FactKind | undefined {
    return this.byName.get(`${apiVersion}/${kind}`);
  }

  public node(number: number): FactNode {
    return this.shared.nodes[number] ?? this.own.nodes[number - this.shared.nodes.length];
  }

  /** The node of a field, when there is one. */
  public field(node: FactNode, name: string): FactNode | undefined {
    return node.fields && Object.hasOwn(node.fields, name) ? this.node(node.fields[name]) : undefined;
  }

  /** The node at a path of an object of that kind, when there is one. */
  public at(apiVersion: string, kind: string, path: readonly (string | number)[]): FactNode | undefined {
    let node: FactNode | undefined = this.node(this.kind(apiVersion, kind)?.root ?? -1);
    for (const key of path) {
      if (!node) return undefined;
      const next: number | undefined = typeof key === 'number' ? node.items : node.values;
      node = (typeof key === 'string' ? this.field(node, key) : undefined) ?? (next === undefined ? undefined : this.node(next));
    }
    return node;
  }

  /** A pattern of Go's RE2 as a regular expression of ours. */
  public pattern(text: string): RegExp {
    let pattern = this.patterns.get(text);
    if (!pattern) {
      pattern = text.includes('(?i)') ? new RegExp(text.replace('(?i)', ''), 'i') : new RegExp(text);
      this.patterns.set(text, pattern);
    }
    return pattern;
  }
}
