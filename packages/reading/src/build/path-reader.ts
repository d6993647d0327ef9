import { withoutCredentials } from '@pgplatform/core';
import { refusalOf, type SourceTree } from '../tree/source-tree';
import { isLeftOut, joinedInside } from '../tree/tree-path';
import { type YamlFile, yamlFile } from '../yaml/yaml-file';
import type { BuildProblem } from './build-problem';
import { type PathVisitor, PLUGINS, type Target } from './kustomization-fields';

/** Letters that a path is made of. None of those that make an address: no colon, no question mark, no control character. */
const PATH = /^[\p{L}\p{M}\p{N} ._/@+,=~()[\]-]+$/u;
/** What Kustomize takes for a repository though it may be a folder (api/internal/git/repospec.go). */
const REPOSITORY = /^github\.com\/|_git\//i;

const WORDS = { file: 'file', plugins: 'file', folder: 'folder', either: 'file or folder' };

/** What can be asked of a tree. */
export type TreeLookup = Pick<SourceTree, 'refusals'> & {
  has(file: string): boolean;
  hasFolder(folder: string): boolean;
  yaml(file: string): YamlFile;
};

/** Looks up the paths of one kustomization, and collects where they lead. */
export class PathReader implements PathVisitor {
  readonly files = new Set<string>();
  readonly folders = new Set<string>();
  /** Files of plugins, as Kustomize is given them. */
  readonly written = new Map<string, string>();
  readonly problems: BuildProblem[] = [];

  constructor(
    protected readonly folder: string,
    private readonly file: string,
    private readonly tree: TreeLookup,
  ) {}

  path(text: string, at: string, target: Target): string {
    if (!PATH.test(text) || REPOSITORY.test(text)) return this.refuse('remote', at, text, 'is no path of this repository.');
    const path = joinedInside(this.folder, text);
    if (path === undefined) return this.refuse('unread', at, text, 'leads out of what is judged.');
    const refusal = refusalOf(this.tree, path);
    if (refusal) return this.refuse('unread', at, text, `is not read: ${refusal.why}`);
    if (path.split('/').some((part) => part !== '' && isLeftOut(part))) {
      return this.refuse(
        'unread',
        at,
        text,
        'is not read: installed packages and the folder of git are no part of a repository.',
      );
    }
    const isFile = this.tree.has(path) && target !== 'folder';
    if (isFile && target === 'plugins') this.pluginFile(path, at);
    else if (isFile) this.files.add(path);
    else if (/^(?:folder|either)$/.test(target) && this.tree.hasFolder(path)) this.folders.add(path);
    else return this.refuse('wrong', at, text, `is no ${WORDS[target]} of this repository.`);
    return `./${text}`;
  }

  plugins(text: string, at: string): string | undefined {
    const { documents, problem } = yamlFile(this.file, Buffer.from(text));
    return problem || documents.some((one) => typeof one !== 'object') ? undefined : this.configured(documents, at);
  }

  unknown(at: string): void {
    if (/^helm/i.test(at)) this.problem('remote', `${at}: Helm is not run here.`);
    else this.problem('unread', `${at} is a field that is not known here.`);
  }

  mistyped(at: string, wanted: string): void {
    this.problem('wrong', `${at} is not ${wanted}.`);
  }

  private pluginFile(path: string, at: string): void {
    const { documents, problem } = this.tree.yaml(path);
    if (problem) this.problem('wrong', `${at}: ${path} is not read: ${problem.why ?? problem.kind}`);
    else this.written.set(path, this.configured(documents, at));
  }

  private configured(documents: readonly any[], at: string): string {
    const written = documents.map((document) => {
      const { apiVersion, kind } = document ?? {};
      const known = apiVersion === 'builtin' && typeof kind === 'string' && Object.hasOwn(PLUGINS, kind);
      if (!known) this.problem('unread', `${at} configures a plugin that is not known here.`);
      return JSON.stringify(known ? PLUGINS[kind](document, at, this) : document);
    });
    return written.join('\n---\n');
  }

  private refuse(kind: BuildProblem['kind'], at: string, text: string, why: string): string {
    this.problem(kind, `${at}: ${withoutCredentials(text)} ${why}`);
    return text;
  }

  private problem(kind: BuildProblem['kind'], why: string): void {
    this.problems.push({ kind, file: this.file, why });
  }
}
