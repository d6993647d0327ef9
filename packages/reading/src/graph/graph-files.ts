import { KUSTOMIZATION_NAMES } from '../build/kustomization-fields';
import type { SourceTree } from '../tree/source-tree';
import { folderOf, foldersOf } from '../tree/tree-path';
import { type YamlFile, yamlFile } from '../yaml/yaml-file';
import { isMap, items, text } from './field';
import type { FileObject } from './graph';

const MANIFEST = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** What tells a tool what to do, and is never applied. */
const CONFIGURATION = /^(?:kustomize|config)\.(?:config\.)?k8s\.io\//;

/** An object, and the file that it is in. */
export type FoundObject = { readonly object: any; readonly file: string };

/** The files of a tree as the graph asks for them: each is read once, the first time that somebody asks. */
export class GraphFiles {
  readonly paths: readonly string[];
  readonly folders: ReadonlySet<string>;
  private readonly own: ReadonlySet<string>;
  private readonly parsed = new Map<string, YamlFile>();
  /** Kustomizations by folder. */
  readonly kustomizations = new Map<string, string[]>();
  /** Folders that Argo CD takes for charts: a file whose name ends so lies in them (argo-cd util/app/discovery). */
  readonly charts = new Set<string>();

  constructor(readonly tree: SourceTree) {
    this.paths = tree.paths;
    this.own = new Set(tree.paths);
    this.folders = foldersOf(tree.paths);
    for (const path of tree.paths) {
      if (KUSTOMIZATION_NAMES.includes(path.slice(path.lastIndexOf('/') + 1))) {
        const folder = folderOf(path);
        this.kustomizations.set(folder, [...(this.kustomizations.get(folder) ?? []), path]);
      }
      if (path.endsWith('Chart.yaml')) this.charts.add(folderOf(path));
    }
  }

  has(path: string): boolean {
    return this.own.has(path);
  }

  /** The files in a folder and below it. */
  below(folder: string): readonly string[] {
    return folder === '' ? this.paths : this.startingWith(`${folder}/`);
  }

  /** The files whose paths start so: they stand next to each other in the order of all. */
  startingWith(start: string): readonly string[] {
    const from = this.firstFrom(start);
    let end = from;
    while (end < this.paths.length && this.paths[end].startsWith(start)) end++;
    return this.paths.slice(from, end);
  }

  yaml(path: string): YamlFile {
    const known = this.parsed.get(path);
    if (known) return known;
    const bytes = this.tree.read(path);
    const read: YamlFile = bytes ? yamlFile(path, bytes) : { path, text: '', documents: [], problem: { kind: 'unread' } };
    this.parsed.set(path, read);
    return read;
  }

  /** Files that may hold manifests. */
  get manifests(): string[] {
    return this.paths.filter((path) => MANIFEST.test(path));
  }

  /** The objects of a file: what has an apiVersion and a kind, lists taken apart. */
  objectsOf(path: string): any[] {
    if (!MANIFEST.test(path)) return [];
    return this.yaml(path)
      .documents.flatMap((one) =>
        isMap(one) && text(one, 'kind')?.endsWith('List') && Array.isArray(one.items) ? items(one, 'items') : [one],
      )
      .filter((one) => text(one, 'kind') !== undefined && !CONFIGURATION.test(text(one, 'apiVersion') ?? 'config.k8s.io/'));
  }

  /** Whether a file is a template of a chart. */
  isTemplate(path: string): boolean {
    for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
      const isTemplates = folder === 'templates' || folder.endsWith('/templates');
      if (isTemplates && this.charts.has(folderOf(folder))) return true;
    }
    return false;
  }

  private firstFrom(prefix: string): number {
    let low = 0;
    let high = this.paths.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.paths[middle] < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** An object as a file has it. */
export function fileObject(object: any): FileObject {
  return {
    apiVersion: text(object, 'apiVersion') ?? '',
    kind: text(object, 'kind') ?? '',
    namespace: text(object, 'metadata', 'namespace') ?? null,
    name: text(object, 'metadata', 'name') ?? null,
  };
}
