import { KubernetesPatch, matchGlob, plainText } from '@pgplatform/core';
import { field, isMap, items, text } from './field';
import { folder } from './folder';
import type { RepositoryFile } from './repository-input';

/** What git generators look at. */
export interface FileTree {
  /** Folders that are built, from the repository's root. */
  readonly folders: readonly string[];
  readonly files: readonly RepositoryFile[];
}

/**
 * The Applications that an ApplicationSet makes, as metadata and spec: one for each element of its list and git generators, and
 * the template as it is for other generators.
 */
export function templatesOf(object: any, tree: FileTree): any[] {
  const template = field(object, 'spec.template');
  const go = field(object, 'spec.goTemplate') === true;
  return items(object, 'spec.generators').flatMap(({ item }) => {
    const generator = ['list', 'git'].map((name) => item[name]).find(isMap);
    const own = isMap(field(generator, 'template')) ? generator.template : {};
    const merged = { metadata: { ...template?.metadata, ...own.metadata }, spec: { ...template?.spec, ...own.spec } };
    const patch = text(object, 'spec.templatePatch');
    return elementsOf(generator, tree, go)?.map((element) => patched(rendered(merged, element), patch, element)) ?? [merged];
  });
}

/** An Application with the `templatePatch` of its element, where that is JSON; other text is left alone. */
function patched(application: any, patch: string | undefined, element: any): any {
  if (patch === undefined) return application;
  const json = patch.replace(/{{-?\s*(?:toJson\s+\.([\w.-]+)|\.([\w.-]+)\s*\|\s*toJson)\s*-?}}/g, (whole, called, piped) => {
    const value = field(element, called ?? piped);
    return value === undefined ? whole : JSON.stringify(value);
  });
  try {
    return KubernetesPatch.merge(application, JSON.parse(rendered(json, element)));
  } catch {
    return application;
  }
}

function elementsOf(generator: any, tree: FileTree, go: boolean): any[] | undefined {
  if (Array.isArray(generator?.elements)) return generator.elements;
  if (Array.isArray(generator?.directories)) {
    const globs = items(generator, 'directories').map(({ item }) => ({
      glob: folder(text(item, 'path') ?? ''),
      exclude: item.exclude === true,
    }));
    const matches = (exclude: boolean, path: string) =>
      globs.some((entry) => entry.exclude === exclude && matchGlob(entry.glob, path, '/'));
    return tree.folders.filter((path) => matches(false, path) && !matches(true, path)).map((path) => located(path, go));
  }
  if (!Array.isArray(generator?.files)) return undefined;
  const globs = items(generator, 'files').map(({ item }) => folder(text(item, 'path') ?? ''));
  return tree.files
    .filter(({ path }) => globs.some((glob) => matchGlob(glob, path, '/')))
    .flatMap(({ path, documents }) =>
      documents.filter(isMap).map((document) => ({ ...document, ...located(folder(path.replace(/[^/]*$/, '')), go) })),
    );
}

/** The parameters that the git generator supplies (argo-cd docs/operator-manual/applicationset/Generators-Git.md). */
function located(path: string, go: boolean): any {
  const basename = path.split('/').pop();
  return go ? { path: { path, basename } } : { path, 'path.basename': basename };
}

/** A template with the fields of one element filled in; what is no plain field stays as it is. A part that recurs is made once. */
function rendered(template: any, element: any, made = new Map<object, any>()): any {
  if (typeof template === 'string') {
    return template.replace(/{{-?\s*\.?([\w.-]+?)\s*-?}}/g, (whole, way) => {
      const value = element?.[way] ?? field(element, way);
      return ['string', 'number', 'boolean'].includes(typeof value) ? plainText(value) : whole;
    });
  }
  if (typeof template !== 'object' || template === null) return template;
  const known = made.get(template);
  if (known) return known;
  const copy: any = Array.isArray(template) ? [] : {};
  made.set(template, copy);
  for (const key of Object.keys(template)) copy[key] = rendered(template[key], element, made);
  return copy;
}
