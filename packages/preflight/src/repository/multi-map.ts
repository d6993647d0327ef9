/** A map with any number of values under a key. */
export class MultiMap<V> {
  private readonly lists = new Map<string, V[]>();

  public add(key: string, value: V): void {
    const list = this.lists.get(key);
    if (list) list.push(value);
    else this.lists.set(key, [value]);
  }

  /** The values under a key, in the order they came in. */
  public all(key: string): readonly V[] {
    return this.lists.get(key) ?? [];
  }
}
