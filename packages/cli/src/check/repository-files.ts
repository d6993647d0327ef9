import { type Finding, kustomizationsIn, Severity } from '@pgplatform/preflight';
import { fileFinding } from './check-finding';
import { CHECK_RULES } from './check-rule';
import type { SourceTree } from './source-tree';
import { type YamlFile, yamlFile } from './yaml/yaml-file';

const MANIFEST = /\.(?:ya?ml|json)$|(?:^|\/)Kustomization$/;
/** JSON that no cluster ever sees. */
const NO_MANIFEST = /(?:^|\/)(?:package(?:-lock)?\.json|tsconfig[^/]*\.json)$|^\.(?:pgplatform|projen)\//;
/** Files in which private keys are found. */
const KEY_FILE = /\.(?:pem|key|p8|crt|env|conf|ini|properties|txt|sh)$|(?:^|\/)\.env[^/]*$/;
const MOST_KEY_FILE_BYTES = 1 << 20;

/** The files of a repository that a verdict is made of. */
export class RepositoryFiles {
  /** YAML and JSON manifests, charts and rendered files left out. */
  readonly manifests: readonly YamlFile[];
  /** Texts in which no key may stand. */
  readonly texts: readonly YamlFile[];
  /** Folders of Helm charts: templates are no YAML. */
  readonly charts: readonly string[];
  readonly kustomizations: ReturnType<typeof kustomizationsIn>;
  /** Files that a kustomization names: resources, patches, whatever it reads. */
  readonly named: ReadonlySet<string>;
  private readonly byPath: ReadonlyMap<string, YamlFile>;

  /**
   * @param tree where they are
   * @param rendered files with what is built from the others
   */
  constructor(
    readonly tree: SourceTree,
    rendered: ReadonlySet<string>,
  ) {
    this.charts = tree.paths.filter((path) => /(?:^|\/)Chart\.yaml$/.test(path)).map(folderOf);
    const own = tree.paths.filter((path) => !rendered.has(path) && !this.charts.some((chart) => isUnder(path, chart)));
    this.manifests = own
      .filter((path) => MANIFEST.test(path) && !NO_MANIFEST.test(path))
      .flatMap((path) => {
        const bytes = tree.read(path);
        return bytes && (!path.endsWith('.json') || bytes.includes('"apiVersion"')) ? yamlFile(path, bytes) : [];
      });
    this.texts = own
      .filter((path) => KEY_FILE.test(path))
      .flatMap((path) => {
        const bytes = tree.read(path);
        return bytes && bytes.length < MOST_KEY_FILE_BYTES ? { path, text: bytes.toString('latin1'), documents: [] } : [];
      });
    this.byPath = new Map(this.manifests.map((file) => [file.path, file]));
    this.kustomizations = kustomizationsIn(this.manifests as YamlFile[]);
    const there = new Set(tree.paths);
    this.named = new Set(
      this.kustomizations.flatMap(({ object, path }) =>
        textsIn(object)
          .map((text) => joined(path, text.slice(text.indexOf('=') + 1)))
          .filter((file) => there.has(file)),
      ),
    );
  }

  get(path: string): YamlFile | undefined {
    return this.byPath.get(path);
  }

  /** What is wrong with files as files; only worth knowing for templates, and for what tools keep to themselves. */
  findings(): Finding[] {
    return this.manifests.flatMap(({ path, text, problem }) => {
      if (!problem) {
        return [];
      }
      const { rule, why = rule.says, line, column } = problem;
      const isTemplate = /\{\{|\{%/.test(text) || (rule === CHECK_RULES.empty && text.trim() !== '');
      const isOurs = this.named.has(path) || !(isTemplate || isHidden(path));
      const severity = isOurs ? rule.severity : Severity.WARNING;
      return [fileFinding(rule, path, { severity, why, line, column })];
    });
  }
}

/** The folder of a file, without a slash at its end. */
export function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** Whether a file or folder lies in a folder, or is it. */
export function isUnder(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}

/** Whether a file is in a folder that tools keep to themselves: `.github`. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.'));
}

/** A path from a folder, from the repository's root. */
export function joined(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') {
      parts.pop();
    } else if (part !== '' && part !== '.') {
      parts.push(part);
    }
  }
  return parts.join('/');
}

/** Every one-line text in a value. */
function textsIn(value: any): string[] {
  if (typeof value === 'string') {
    return value.includes('\n') ? [] : [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
