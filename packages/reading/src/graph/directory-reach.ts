import { folderOf, joined } from '../tree/tree-path';
import { argoGlob } from './argo-glob';
import type { DirectoryOptions } from './graph';
import type { GraphBudget } from './graph-budget';
import type { GraphFiles } from './graph-files';
import { addProblems, type Reached, reachedNothing } from './reached';

/** A file with this in it is passed over (argo-cd reposerver/repository). */
const SKIPPED = '+argocd:skip-file-rendering';

/** What Argo CD applies of a plain folder. */
export function directoryReach(files: GraphFiles, folder: string, options: DirectoryOptions, budget: GraphBudget): Reached {
  const reached = reachedNothing();
  const [include, exclude] = [options.include ?? '*', options.exclude ?? ''].map(argoGlob);
  if (!include || !exclude) return reachedNothing('include or exclude has too many alternatives to be followed.');
  const cost = (options.include === null ? 0 : include.alternatives) + (options.exclude === null ? 0 : exclude.alternatives);
  for (const path of files.below(folder)) {
    if (!options.recurse && folderOf(path) !== folder) continue;
    if (!/\.(?:ya?ml|json|jsonnet)$/.test(path)) continue;
    const relative = folder === '' ? path : path.slice(folder.length + 1);
    if (!budget.take('matches', cost)) break;
    if (cost > 0 && (exclude.matches(relative) || !include.matches(relative))) continue;
    if (path.endsWith('.jsonnet')) reached.files.set(path, 'template');
    else addManifest(files, path, reached);
  }
  return reached;
}

/** What Flux applies of a folder without a kustomization: everything below it, a folder with one as that says (fluxcd/pkg/kustomize). */
export function generatedReach(files: GraphFiles, folder: string, kustomized: (folder: string) => Reached): Reached {
  const reached = reachedNothing();
  let within: string | undefined;
  const roots = new Set<string>();
  for (const path of files.below(folder)) {
    if (within !== undefined && path.startsWith(`${within}/`)) continue;
    const root = rootAbove(files, folderOf(path), folder);
    if (root !== undefined) {
      within = root;
      roots.add(root);
    } else if (/\.ya?ml$/.test(path)) addManifest(files, path, reached);
  }
  for (const root of roots) {
    const own = kustomized(root);
    for (const [path, role] of own.files) if (reached.files.get(path) !== 'manifest') reached.files.set(path, role);
    for (const [path, changers] of own.changedBy) reached.changedBy.set(path, changers);
    addProblems(reached, own.problems);
  }
  return reached;
}

/** The uppermost folder with a kustomization on the way down from a folder to another. */
function rootAbove(files: GraphFiles, folder: string, from: string): string | undefined {
  const way = (from === '' ? folder : folder.slice(from.length + 1)).split('/').filter(Boolean);
  for (let at = 1; at <= way.length; at++) {
    const one = joined(from, way.slice(0, at).join('/'));
    if (files.kustomizations.has(one)) return one;
  }
  return undefined;
}

/** What the Helm chart of a folder is made of: other folders below it are nobody's. */
export function chartReach(files: GraphFiles, folder: string, valueFiles: readonly string[]): Reached {
  const reached = reachedNothing();
  const start = folder === '' ? '' : `${folder}/`;
  for (const path of files.below(folder)) {
    const relative = path.slice(start.length);
    if (/^crds\/.*\.ya?ml$/.test(relative)) reached.files.set(path, 'manifest');
    else if (/^templates\//.test(relative)) addTemplate(files, path, reached);
    else if (/^charts\//.test(relative)) reached.files.set(path, /\/templates\/.*\.ya?ml$/.test(relative) ? 'template' : 'input');
    else if (/^(?:Chart\.(?:yaml|lock)|values\.yaml|values\.schema\.json|\.helmignore)$/.test(relative))
      reached.files.set(path, 'input');
  }
  for (const path of valueFiles) {
    if (files.has(path)) reached.files.set(path, 'input');
    else addProblems(reached, [`The values file ${path} is not here.`]);
  }
  if (!files.has(`${start}Chart.yaml`)) addProblems(reached, [`${folder || '.'} has no Chart.yaml.`]);
  return reached;
}

/** A template without a mark of one is written out as it is. */
function addTemplate(files: GraphFiles, path: string, reached: Reached): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!/\.(?:ya?ml|json)$/.test(name) || name.startsWith('_')) reached.files.set(path, 'input');
  else reached.files.set(path, files.yaml(path).problem || files.yaml(path).text.includes('{{') ? 'template' : 'manifest');
}

function addManifest(files: GraphFiles, path: string, reached: Reached): void {
  const { text, problem } = files.yaml(path);
  if (text.includes(SKIPPED)) return;
  const isMeant = ['apiVersion', 'kind', 'metadata'].every((name) => text.includes(name));
  if (problem && problem.kind !== 'empty' && (isMeant || text === ''))
    addProblems(reached, [`${path} is not read: ${problem.why ?? problem.kind}`]);
  if (isMeant) reached.files.set(path, 'manifest');
}
