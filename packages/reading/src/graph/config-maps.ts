import { joined } from '../tree/tree-path';
import { field, isMap, items, text, texts } from './field';
import type { FoundObject, GraphFiles } from './graph-files';

type ConfigMapKeys = { readonly namespace: string | null; readonly keys: readonly string[]; readonly file: string };

/** The ConfigMaps of a tree, by name: those that are written out, and those that a configMapGenerator makes of literals and files. */
export class ConfigMaps {
  private readonly byName = new Map<string, ConfigMapKeys[]>();

  constructor(
    private readonly files: GraphFiles,
    objects: readonly FoundObject[],
  ) {
    for (const { object, file } of objects) {
      if (text(object, 'kind') !== 'ConfigMap' || text(object, 'apiVersion') !== 'v1') continue;
      const data = field(object, 'data');
      this.add(
        text(object, 'metadata', 'name'),
        text(object, 'metadata', 'namespace'),
        isMap(data) ? Object.keys(data) : [],
        file,
      );
    }
    for (const [folder, [file]] of files.kustomizations) {
      const kustomization = files.yaml(file).documents[0];
      for (const made of items(kustomization, 'configMapGenerator').filter(isMap)) {
        const namespace = text(made, 'namespace') ?? text(kustomization, 'namespace');
        this.add(text(made, 'name'), namespace, this.keysOf(made, folder), file);
      }
    }
  }

  find(namespace: string | null, name: string): ConfigMapKeys | undefined {
    return this.byName.get(name)?.find((one) => one.namespace === null || namespace === null || one.namespace === namespace);
  }

  private add(name: string | undefined, namespace: string | undefined, keys: readonly string[], file: string): void {
    if (name === undefined) return;
    const known = this.byName.get(name);
    const found = { namespace: namespace ?? null, keys, file };
    if (known) known.push(found);
    else this.byName.set(name, [found]);
  }

  private keysOf(made: any, folder: string): string[] {
    const env = text(made, 'env');
    return [
      ...texts(items(made, 'literals')).map((one) => one.split('=')[0]),
      ...texts(items(made, 'files')).map((one) => (one.includes('=') ? one.split('=')[0] : one.slice(one.lastIndexOf('/') + 1))),
      ...[...texts(items(made, 'envs')), ...(env === undefined ? [] : [env])].flatMap((one) =>
        this.variablesOf(joined(folder, one)),
      ),
    ];
  }

  private variablesOf(path: string): string[] {
    const lines = this.files.has(path) ? (this.files.tree.read(path)?.toString('utf8').split('\n') ?? []) : [];
    return lines
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('=')[0]);
  }
}
