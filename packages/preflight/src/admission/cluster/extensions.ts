import { posix } from 'node:path';
import type { Path } from '../../field-path';
import type { Violation } from '../../finding';
import { type Fields, fields, isSet, items, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';
import { isReservedVariable } from './environment';

const rule = clusterRules('validateExtensions');
const REWORKED = ['1.29.0'];
const VOLUMES = ['1.27.3', '1.28.1', '1.29.0'];

/** CL-XTN: extensions mounted from images. */
export const extensionRules = [
  rule('CL-XTN-1', 'An extension has a name that no other one has.', 'Name the extension, each differently.', function* (view) {
    for (const { path, name, repeated } of extensions(view)) {
      if (name === '' || repeated) yield { path: [...path, 'name'], given: name, allowed: 'a name of its own' };
    }
  }),
  rule(
    'CL-XTN-2',
    'A folder of an extension is given once and lies inside the extension.',
    'Give folders relative to the image, each once.',
    function* (view) {
      const lists = ['extension_control_path', 'dynamic_library_path'];
      const reworked = view.has(...REWORKED);
      if (reworked) lists.push('ld_library_path', 'bin_path');
      for (const { path, extension } of checkable(view)) {
        for (const list of lists) yield* folders([...path, list], items(extension[list]), reworked);
      }
    },
  ),
  rule(
    'CL-XTN-3',
    'No two extensions become the same volume once underscores are hyphens.',
    'Rename one of them.',
    function* (view) {
      const seen = new Set<string>();
      for (const { path, name } of checkable(view)) {
        const volume = name.replaceAll('_', '-');
        if (seen.has(volume)) yield { path: [...path, 'name'], given: name, allowed: `a name that does not become ${volume}` };
        seen.add(volume);
      }
    },
    { since: VOLUMES },
  ),
  rule(
    'CL-XTN-4',
    'An extension names its image; from 1.29 on an image catalog can name it instead.',
    'Give image.reference, or use an image catalog that has the extension.',
    function* (view) {
      if (view.has(...REWORKED) && isSet(view.spec.imageCatalogRef)) return;
      for (const { path, extension } of checkable(view)) {
        const { reference } = fields(extension.image);
        if (text(reference) === '')
          yield { path: [...path, 'image', 'reference'], given: reference, allowed: 'an image reference' };
      }
    },
    { since: VOLUMES },
  ),
  clusterRules('validateExtensionEnvVars')(
    'CL-XTN-5',
    'A variable of an extension is set once, is not the operator’s, not PATH or LD_LIBRARY_PATH, and knows only ${image_root}.',
    'Rename or remove the variable; use bin_path and ld_library_path for the two paths.',
    function* (view) {
      for (const { path, extension } of checkable(view)) yield* variables([...path, 'env'], items(extension.env));
    },
    { since: REWORKED },
  ),
];

function extensions({ postgresql }: ClusterView) {
  const seen = new Set<string>();
  return items(postgresql.extensions).map((item, index) => {
    const extension = fields(item);
    const name = text(extension.name);
    const repeated = seen.has(name);
    if (name !== '') seen.add(name);
    return { path: ['spec', 'postgresql', 'extensions', index], extension, name, repeated };
  });
}

/** From the release on that looks at volumes, the operator stops at an extension whose name is wrong. */
function checkable(view: ClusterView) {
  const stops = view.has(...VOLUMES);
  return extensions(view).filter(({ name, repeated }) => !stops || (name !== '' && !repeated));
}

function* folders(path: Path, list: readonly any[], inside: boolean): Iterable<Violation> {
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const folder = text(item);
    const at = [...path, index];
    if (folder === '' || seen.has(folder)) yield { path: at, given: folder, allowed: 'a folder that is not in the list yet' };
    else if (inside && posix.normalize(folder).startsWith('..'))
      yield { path: at, given: folder, allowed: 'a folder inside the extension' };
    else seen.add(folder);
  }
}

function* variables(path: Path, list: readonly any[]): Iterable<Violation> {
  const seen = new Set<string>();
  for (const [index, item] of list.entries()) {
    const { name: given, value }: Fields = fields(item);
    const name = text(given);
    const at = [...path, index, 'name'];
    if (isReservedVariable(name)) yield { path: at, given: name, allowed: 'a name the operator does not use' };
    if (name === 'PATH') yield { path: at, given: name, allowed: 'bin_path' };
    if (name === 'LD_LIBRARY_PATH') yield { path: at, given: name, allowed: 'ld_library_path' };
    if (seen.has(name)) yield { path: at, given: name, allowed: 'a name of its own' };
    seen.add(name);
    if (hasUnknownPlaceholder(text(value))) yield { path: [...path, index, 'value'], given: value, allowed: '${image_root}' };
  }
}

/** An even number of dollars is an escape (cloudnative-pg pkg/postgres/environment.go FindUnknownPlaceholders). */
function hasUnknownPlaceholder(value: string): boolean {
  const closed = value.slice(0, value.lastIndexOf('}') + 1);
  return [...closed.matchAll(/(?<!\$)(\$+)\{([^}]+)\}/g)].some(
    ([, dollars, name]) => dollars.length % 2 === 1 && name !== 'image_root',
  );
}
