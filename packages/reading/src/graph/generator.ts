import { plainText } from '@pgplatform/core';
import { folderOf, isHidden } from '../tree/tree-path';
import { field, isMap, items, text, texts } from './field';
import { normalized } from './go-function';
import { fastTemplate, goTemplate } from './go-template';
import type { GraphBudget } from './graph-budget';
import type { GraphFiles } from './graph-files';
import { matchPath, matchPathspec } from './path-match';
import type { RepositoryIdentity } from './repository-identity';

/** What a generator makes one Application of. */
export type Element = {
  readonly params: { readonly [name: string]: unknown };
  /** Why there are values that nobody knows here, and how many elements there are. @default - all are known */
  readonly open?: string;
};

/** What generators look at. */
export type GeneratorWorld = {
  readonly files: GraphFiles;
  readonly identity: RepositoryIdentity;
  readonly budget: GraphBudget;
  /** `goTemplate` of the set. */
  readonly go: boolean;
  /** What a value that is not there does in a Go template. */
  readonly missing: 'error' | 'zero';
};

/** What only a running cluster, or somebody else's server, can expand. */
const OUTSIDE = ['clusters', 'clusterDecisionResource', 'scmProvider', 'pullRequest', 'plugin'];

/**
 * The elements of a generator (argo-cd docs/operator-manual/applicationset/Generators.md). One whose elements nobody knows offline gives one
 * open element, so that the shape of the template is known.
 */
export function elementsOf(generator: any, world: GeneratorWorld, depth = 0): Element[] {
  const found = generated(generator, world, depth);
  const selector = field(generator, 'selector');
  if (selector === undefined) return found;
  const labels = field(selector, 'matchLabels');
  if (!isMap(labels) || field(selector, 'matchExpressions') !== undefined) return found.map((one) => opened(one, 'a selector'));
  return found.filter(
    ({ params, open }) => open || Object.entries(labels).every(([name, value]) => flat(params, name) === value),
  );
}

function generated(generator: any, world: GeneratorWorld, depth: number): Element[] {
  const outside = OUTSIDE.find((name) => isMap(field(generator, name)));
  if (outside) return [openElement(`the generator ${outside}, whose elements no repository has`)];
  if (isMap(field(generator, 'list'))) return listElements(generator.list, world);
  if (isMap(field(generator, 'git'))) return gitElements(generator.git, world);
  const combines = ['matrix', 'merge'].find((name) => isMap(field(generator, name)));
  if (!combines || depth > 1) return [openElement('a generator that is not known here')];
  return combines === 'matrix' ? matrixElements(generator.matrix, world, depth) : mergeElements(generator.merge, world, depth);
}

function openElement(open: string): Element {
  return { params: Object.create(null), open };
}

function opened(element: Element, why: string): Element {
  return { ...element, open: element.open ?? why };
}

function joinedParams(...all: readonly object[]): Element['params'] {
  return Object.assign(Object.create(null), ...all);
}

function listElements(list: any, { go, budget }: GeneratorWorld): Element[] {
  const elements = items(list, 'elements').filter(isMap);
  if (!budget.take('appliers', elements.length)) return [];
  const found = elements.map((element): Element => ({ params: go ? joinedParams(element) : flattened(element) }));
  return field(list, 'elementsYaml') === undefined ? found : [...found, openElement('elementsYaml')];
}

function gitElements(git: any, world: GeneratorWorld): Element[] {
  const { files, identity, go, budget } = world;
  const repository = identity.of(text(git, 'repoURL') ?? '');
  if ('unknown' in repository) return [openElement(repository.unknown)];
  if (repository.known !== 'here') return [openElement('a git generator of another repository')];
  const globs = (name: string) =>
    items(git, name).map((item) => ({ path: text(item, 'path') ?? '', exclude: field(item, 'exclude') === true }));
  const [directories, wanted] = [globs('directories'), globs('files')];
  const chosen = (all: Iterable<string>, some: typeof wanted, matches: (glob: string, path: string) => boolean) =>
    [...all].filter((path) => {
      const those = some.filter((glob) => matches(glob.path, path));
      return those.length > 0 && !those.some(({ exclude }) => exclude);
    });
  const comparisons = directories.length * files.folders.size + wanted.length * files.paths.length;
  if (!budget.take('matches', comparisons)) return [openElement('more comparisons than are made')];
  const folders = chosen(directories.length > 0 ? files.folders : [], directories, matchPath).filter(
    (path) => path !== '' && !isHidden(path),
  );
  const found = chosen(wanted.length > 0 ? files.paths : [], wanted, matchPathspec);
  if (!budget.take('appliers', folders.length + found.length)) return [];
  const elements = [
    ...folders.sort().map((path): Element => ({ params: pathParams(path, undefined, git, go) })),
    ...found.flatMap((path): Element[] => {
      const { documents, problem } = files.yaml(path);
      if (problem) return [openElement(`${path}, which is not read`)];
      const maps = [documents[0]].flat().filter(isMap); // Argo CD reads one document
      return budget.take('appliers', maps.length)
        ? maps.map((map) => ({
            params: joinedParams(go ? map : flattened(map), pathParams(folderOf(path) || '.', path, git, go)),
          }))
        : [];
    }),
  ];
  const values = field(git, 'values');
  return isMap(values) ? elements.map((element) => withValues(element, values, world)) : elements;
}

/** The parameters of a place (argo-cd docs/operator-manual/applicationset/Generators-Git.md). */
function pathParams(path: string, file: string | undefined, git: any, go: boolean): Element['params'] {
  const segments = path.split('/');
  const basename = segments.at(-1) ?? '';
  const filename = file?.split('/').pop();
  const prefix = text(git, 'pathParamPrefix') || undefined;
  const named = {
    basename,
    basenameNormalized: normalized(basename),
    ...(filename !== undefined && { filename, filenameNormalized: normalized(filename) }),
  };
  if (go) {
    const all = { path: { path, segments, ...named } };
    return joinedParams(prefix === undefined ? all : { [prefix]: all });
  }
  const start = prefix === undefined ? 'path' : `${prefix}.path`;
  return joinedParams(
    { [start]: path },
    ...Object.entries(named).map(([name, value]) => ({ [`${start}.${name}`]: value })),
    ...segments.map((segment, at) => ({ [`${start}[${at}]`]: segment })),
  );
}

/** A template with the values of an element in it. */
export function filledText(
  text: string,
  { params, open }: Element,
  { go, missing }: Pick<GeneratorWorld, 'go' | 'missing'>,
): string {
  return go ? goTemplate(text, { values: params, missing, open }) : fastTemplate(text, params);
}

function withValues(element: Element, values: { readonly [name: string]: any }, world: GeneratorWorld): Element {
  const { params, open } = element;
  const made = Object.entries(values).map(([name, value]) => [name, filledText(plainText(value), element, world)]);
  const added = world.go
    ? { values: joinedParams(Object.fromEntries(made)) }
    : Object.fromEntries(made.map(([name, value]) => [`values.${name}`, value]));
  return { params: joinedParams(params, added), open };
}

function matrixElements(matrix: any, world: GeneratorWorld, depth: number): Element[] {
  const [first, second, ...more] = items(matrix, 'generators');
  if (!isMap(first) || !isMap(second) || more.length > 0) return [openElement('a matrix that has not two generators')];
  return elementsOf(first, world, depth + 1).flatMap((one) => {
    const others = elementsOf(filledIn(second, one, world), world, depth + 1);
    if (!world.budget.take('appliers', others.length)) return [];
    return others.map((other): Element => ({ params: joinedParams(one.params, other.params), open: one.open ?? other.open }));
  });
}

/** The second generator of a matrix, with the values of an element of the first. */
function filledIn(value: any, element: Element, world: GeneratorWorld): any {
  if (!world.budget.take('letters', typeof value === 'string' ? value.length + 1 : 1)) return value;
  if (typeof value === 'string') return filledText(value, element, world);
  if (Array.isArray(value)) return value.map((one) => filledIn(one, element, world));
  if (!isMap(value)) return value;
  const copy = Object.create(null);
  for (const [name, one] of Object.entries(value)) copy[name] = filledIn(one, element, world);
  return copy;
}

function mergeElements(merge: any, world: GeneratorWorld, depth: number): Element[] {
  const keys = texts(items(merge, 'mergeKeys'));
  const [first, ...others] = items(merge, 'generators').filter(isMap);
  if (first === undefined || keys.length === 0) return [openElement('a merge without generators or keys')];
  const identity = ({ params }: Element) => JSON.stringify(keys.map((key) => flat(params, key) ?? null));
  const base = new Map(elementsOf(first, world, depth + 1).map((element) => [identity(element), element]));
  for (const other of others) {
    for (const element of elementsOf(other, world, depth + 1)) {
      if (element.open) for (const [key, one] of base) base.set(key, opened(one, element.open));
      const found = base.get(identity(element));
      if (found)
        base.set(identity(element), { params: joinedParams(found.params, element.params), open: found.open ?? element.open });
    }
  }
  return [...base.values()];
}

function flat(params: Element['params'], name: string): unknown {
  return field(params, name) ?? field(params, ...name.split('.'));
}

/** Values as names with dots, the way that the older templates have them. */
function flattened(value: { readonly [name: string]: any }): Element['params'] {
  const result = Object.create(null);
  const open: [string, any, number][] = [['', value, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, one, level] = next;
    if (!isMap(one) || level > 20) result[name] = one;
    else for (const [key, inner] of Object.entries(one)) open.push([name === '' ? key : `${name}.${key}`, inner, level + 1]);
  }
  return result;
}
