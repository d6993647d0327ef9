import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { OutsideError } from '../outside-error';
import type { SourceTree } from '../tree/source-tree';
import { foldersOf } from '../tree/tree-path';
import { type YamlFile, yamlFile } from '../yaml/yaml-file';
import type { BuildProblem } from './build-problem';
import { KUSTOMIZATION, KUSTOMIZATION_NAMES } from './kustomization-fields';
import { PathReader } from './path-reader';

/** What one folder hands to Kustomize, and which folders it takes in. */
type StagedFolder = {
  readonly files: ReadonlyMap<string, string | Buffer>;
  readonly takes: readonly string[];
  readonly problems: readonly BuildProblem[];
};

/**
 * The files that Kustomize is given: those of the tree that the kustomizations name, and nothing else.
 *
 * A kustomization is written anew from what was read of it, with every path that it names as the path that was looked up. So what
 * Kustomize reads is what was judged here, however differently it reads YAML, and a path that was not looked up is not there.
 */
export class BuildStage {
  private readonly folders = new Map<string, StagedFolder>();
  private readonly files = new Map<string, string | Buffer>();
  private readonly paths: ReadonlySet<string>;
  private readonly allFolders: ReadonlySet<string>;

  /**
   * @param tree where the files are
   * @param more files that are not there, by path
   * @param parsed what is read already
   */
  constructor(
    private readonly tree: SourceTree,
    private readonly more: ReadonlyMap<string, string> = new Map(),
    private readonly parsed: (file: string) => YamlFile | undefined = () => undefined,
  ) {
    this.paths = new Set([...tree.paths, ...more.keys()]);
    this.allFolders = foldersOf(this.paths);
  }

  /** Takes a folder with all that it needs in; when there are problems it takes in nothing. */
  add(folder: string): BuildProblem[] {
    const closure = new Set([folder]);
    for (const one of closure) for (const taken of this.folder(one).takes) closure.add(taken);
    const staged = [...closure].map((one) => this.folder(one));
    const problems = staged.flatMap((one) => one.problems);
    if (problems.length === 0) for (const { files } of staged) for (const [file, content] of files) this.stage(file, content);
    return problems;
  }

  /** Writes everything into a new folder, which whoever asked removes. Throws an OutsideError `STAGE_FAILED`. */
  write(): string {
    const root = realpathSync(mkdtempSync(join(tmpdir(), 'pgplatform-build-')));
    try {
      for (const [file, content] of this.files) {
        const full = join(root, file);
        if (!full.startsWith(`${root}${sep}`)) throw new Error('a path leads out');
        mkdirSync(dirname(full), { recursive: true });
        writeFileSync(full, content, { flag: 'wx' }); // where letter case does not count, one could be written over another
      }
    } catch (error) {
      rmSync(root, { recursive: true, force: true });
      const { code, message } = error as NodeJS.ErrnoException;
      throw new OutsideError(
        'STAGE_FAILED',
        `What is to be built could not be copied to the temporary folder (${code ?? message}).`,
        'Make room there, or choose another one with TMPDIR.',
      );
    }
    return root;
  }

  /** What is written anew stays so, should it be named as a file too. */
  private stage(file: string, content: string | Buffer): void {
    if (typeof content === 'string' || !this.files.has(file)) this.files.set(file, content);
  }

  private folder(folder: string): StagedFolder {
    const known = this.folders.get(folder) ?? this.read(folder);
    this.folders.set(folder, known);
    return known;
  }

  private read(folder: string): StagedFolder {
    const files = new Map<string, string | Buffer>();
    const [file, another] = KUSTOMIZATION_NAMES.map((name) => (folder ? `${folder}/${name}` : name)).filter((name) =>
      this.paths.has(name),
    );
    const failed = (why: string): StagedFolder => ({
      files,
      takes: [],
      problems: [{ kind: 'wrong', file: file ?? folder, why }],
    });
    if (!file) return failed(`${folder || '.'} has no kustomization.`);
    if (another) return failed(`${file} and ${another} are both there.`);
    const { documents, problem } = this.yaml(file);
    if (problem) return failed(`${file} is not read: ${problem.why ?? problem.kind}`);
    const reader = new PathReader(folder, file, {
      has: (one) => this.paths.has(one),
      hasFolder: (one) => this.allFolders.has(one),
      refusals: this.tree.refusals,
      yaml: (one) => this.yaml(one),
    });
    const written = KUSTOMIZATION(documents[0], '', reader);
    for (const one of reader.files) files.set(one, this.bytes(one));
    for (const [one, text] of reader.written) files.set(one, text);
    files.set(file, JSON.stringify(written));
    return { files, takes: [...reader.folders], problems: reader.problems };
  }

  private bytes(file: string): Buffer {
    const more = this.more.get(file);
    return more === undefined ? (this.tree.read(file) ?? Buffer.alloc(0)) : Buffer.from(more);
  }

  private yaml(file: string): YamlFile {
    return this.parsed(file) ?? yamlFile(file, this.bytes(file));
  }
}
