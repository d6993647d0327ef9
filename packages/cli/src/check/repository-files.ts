import { type Finding, kustomizationsIn, Severity } from '@pgplatform/preflight';
import { folderOf, isHidden, isUnder, joined, type SourceTree, type YamlFile, yamlFile } from '@pgplatform/reading';
import { fileFinding } from './check-finding';
import { CHECK_RULES } from './check-rule';

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
    const isOwn = (path: string) => !rendered.has(path) && !this.charts.some((chart) => isUnder(path, chart));
    const own = tree.paths.filter(isOwn);
    const read = own.filter(isManifest).flatMap((path) => {
      const bytes = tree.read(path);
      return bytes && (!path.endsWith('.json') || bytes.includes('"apiVersion"')) ? yamlFile(path, bytes) : [];
    });
    this.manifests = [...read, ...unread(tree).filter(({ path }) => isOwn(path))];
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
      const rule = CHECK_RULES[problem.kind];
      const { why = rule.says, line, column } = problem;
      const isTemplate = /\{\{|\{%/.test(text) || (rule === CHECK_RULES.empty && text.trim() !== '');
      const isOurs = this.named.has(path) || !(isTemplate || isHidden(path));
      const severity = isOurs ? rule.severity : Severity.WARNING;
      return [fileFinding(rule, path, { severity, why, line, column })];
    });
  }
}

function isManifest(path: string): boolean {
  return MANIFEST.test(path) && !NO_MANIFEST.test(path);
}

/** Manifests that are not read, and the first of what lies beyond a limit of the tree. What a link leads to is read where it is. */
function unread({ refusals }: SourceTree): YamlFile[] {
  const refused = [...refusals].map(([path, { kind, why }]) => ({ path, kind, why }));
  const beyond = refused.find(({ kind }) => kind === 'limit');
  return refused
    .filter((one) => one === beyond || (isManifest(one.path) && /^(?:special|large)$/.test(one.kind)))
    .map(({ path, kind, why }) => ({
      path,
      text: '',
      documents: [],
      problem: { kind: kind === 'large' ? 'large' : 'unread', why },
    }));
}

/** Every one-line text in a value. */
function textsIn(value: any): string[] {
  if (typeof value === 'string') {
    return value.includes('\n') ? [] : [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
