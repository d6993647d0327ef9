import type { ts } from 'ts-morph';
import { CertainOptions, Obstacle } from './certain-options';
import { OptionFinder, written } from './option-finder';
import { ProjenrcSource } from './projenrc-source';
import { SourceEdits } from './source-edits';
import type { ByHand, Migration, SourceMigration } from './source-migration';

const ID = 'move-backup-patch';
const STORE = 'barmanObjectStore';

/**
 * Moves `clusterPatch.spec.backup.barmanObjectStore`, of the cluster base and of environments, to `backup.storePatch`. It is none of
 * the migrations of a version, because both mean the same until the backups move to the plugin; from then on only the latter does.
 */
export const BACKUP_PATCH: Migration = {
  id: ID,
  version: '0.2.0',
  summary: `clusterPatch.spec.backup.${STORE} is now backup.storePatch`,
  source: moveBackupPatch,
  options: (options) => ({
    ...options,
    ...(options.clusterBase && { clusterBase: moveIn(options.clusterBase) }),
    ...(options.environments && { environments: options.environments.map(moveIn) }),
  }),
};

/** The source part of `BACKUP_PATCH`. A file that does not name the patch costs no time. */
export function moveBackupPatch(text: string): SourceMigration {
  if (!text.includes(STORE)) {
    return { text, changed: false, byHand: [] };
  }
  const moved = new BackupPatchMove(ProjenrcSource.parse(text)).make();
  return moved.text === text
    ? { ...moved, changed: false }
    : { text: moved.text, changed: true, byHand: moveBackupPatch(moved.text).byHand }; // with the lines of the new text
}

/** Moves the patch in the JSON of one owner. */
function moveIn(owner: any): any {
  const store = owner.clusterPatch?.spec?.backup?.[STORE];
  if (typeof store !== 'object' || store === null || owner.backup?.storePatch !== undefined) {
    return owner;
  }
  const { clusterPatch, ...rest } = owner;
  const patch = without(clusterPatch, ['spec', 'backup', STORE]);
  return { ...rest, ...(patch && { clusterPatch: patch }), backup: { ...owner.backup, storePatch: store } };
}

/** An object without what is at a path, and without what would then be empty. */
function without(object: any, [key, ...path]: readonly string[]): any {
  const { [key]: value, ...rest } = object;
  const left = path.length > 0 ? without(value, path) : undefined;
  const all = left === undefined ? rest : { ...object, [key]: left };
  return Object.keys(all).length > 0 ? all : undefined;
}

class BackupPatchMove {
  private readonly edits: SourceEdits;
  private readonly options: CertainOptions;
  /** Store patches that are done, or why not. */
  private readonly seen = new Map<ts.Node, Obstacle | undefined>();

  constructor(private readonly source: ProjenrcSource) {
    this.edits = new SourceEdits(source);
    this.options = new CertainOptions(source);
  }

  make(): { text: string; byHand: ByHand[] } {
    const { errorAt } = this.source;
    if (errorAt !== undefined) {
      const line = this.source.lineOf(errorAt);
      const byHand = [{ line, reason: 'The file has a syntax error.', paste: 'backup: { storePatch: {} },', migration: ID }];
      return { text: this.source.text, byHand };
    }
    for (const owner of this.source.projects().flatMap((project) => this.owners(project))) {
      const place = this.attempt(() => this.storeOf(owner));
      if (place) {
        this.seen.set(place, undefined);
        try {
          this.move(place, owner);
        } catch (error) {
          this.seen.set(place, obstacle(error));
        }
      }
    }
    return { text: this.edits.result, byHand: this.left() };
  }

  /** The objects that have a `clusterPatch`: the cluster base and the environments. */
  private owners(project: ts.NewExpression): ts.ObjectLiteralExpression[] {
    const { compiler } = this.source;
    const options = this.attempt(() => this.options.ofProject(project));
    const base = options && this.attempt(() => this.options.property(options, 'clusterBase'));
    const environments = options && this.attempt(() => this.options.property(options, 'environments'));
    const list = environments && this.options.literal(environments);
    return [base, ...(list && compiler.isArrayLiteralExpression(list) ? list.elements : [])]
      .map((owner) => owner && this.options.literal(owner))
      .filter((owner) => owner !== undefined && compiler.isObjectLiteralExpression(owner)) as ts.ObjectLiteralExpression[];
  }

  private storeOf(owner: ts.ObjectLiteralExpression): StoreProperty | undefined {
    let object = owner;
    for (const name of ['clusterPatch', 'spec', 'backup']) {
      const value = this.options.property(object, name);
      if (!value) {
        return undefined;
      }
      object = this.options.object(value, name);
    }
    return this.options.place(object, STORE)?.property as StoreProperty | undefined;
  }

  private move(store: StoreProperty, owner: ts.ObjectLiteralExpression): void {
    const { compiler } = this.source;
    const value = compiler.isShorthandPropertyAssignment(store) ? store.name : store.initializer;
    if (new OptionFinder(this.source).values(written(value)).some(({ node }) => node.kind === compiler.SyntaxKind.NullKeyword)) {
      throw new Obstacle(`${STORE}: null takes the store away.`, this.source.startOf(store));
    }
    const backup = this.options.property(owner, 'backup');
    const target = backup ? this.options.object(backup, 'backup') : owner;
    if (backup && this.options.property(target, 'storePatch')) {
      throw new Obstacle('storePatch is there already.', this.source.startOf(store));
    }
    if (!this.isClosed(value) && this.statementOf(value) !== this.statementOf(target)) {
      throw new Obstacle(
        `${STORE} names something that may not be there yet where backup is written.`,
        this.source.startOf(value),
      );
    }
    const gone = this.outermostLeftEmpty(store, owner);
    const comments = [
      ...this.edits.commentsIn(this.source.startOf(gone), this.source.startOf(value)),
      ...this.edits.commentsIn(value.getEnd(), gone.getEnd()),
    ];
    if (!backup && gone.parent === owner) {
      const indent = this.edits.indentOf(this.source.startOf(gone));
      this.edits.replace(this.source.startOf(gone), gone.getEnd(), this.backupText(comments, value, indent));
      return;
    }
    comments.unshift(...this.edits.remove(gone));
    const last = target.properties.at(-1);
    const indent = this.edits.indentOf(this.source.startOf(last ?? target)) + (last ? '' : this.indentation);
    this.edits.insert(target, [backup ? this.patchText(comments, value, indent) : this.backupText(comments, value, indent)]);
  }

  /** The property that has nothing but the store in it: it goes with the store, because an empty `backup` is not none. */
  private outermostLeftEmpty(store: StoreProperty, owner: ts.ObjectLiteralExpression): StoreProperty {
    const { compiler } = this.source;
    let gone = store;
    while (gone.parent !== owner && gone.parent.properties.length === 1) {
      let up: ts.Node = gone.parent.parent;
      while (!compiler.isPropertyAssignment(up) && compiler.isExpression(up)) {
        up = up.parent;
      }
      if (!compiler.isPropertyAssignment(up)) {
        if (this.source.literal.nameOf(gone.name) === 'spec') {
          break; // an empty clusterPatch is none
        }
        throw new Obstacle(`${STORE} is all that is in this constant.`, this.source.startOf(store));
      }
      gone = up;
    }
    return gone;
  }

  private backupText(comments: readonly string[], value: ts.Expression, indent: string): string {
    const { eol } = this.source.style;
    const inner = indent + this.indentation;
    const patch = this.patchText(comments, value, inner);
    return patch.includes('\n') ? `backup: {${eol}${inner}${patch},${eol}${indent}}` : `backup: { ${patch} }`;
  }

  private patchText(comments: readonly string[], value: ts.Expression, indent: string): string {
    const { eol } = this.source.style;
    return [...comments, `storePatch: ${this.valueText(value, indent)}`].join(`${eol}${indent}`);
  }

  /** The text of a value, indented for another place unless that would change a text in it. */
  private valueText(value: ts.Expression, indent: string): string {
    const text = this.source.textOf(value);
    const before = this.edits.indentOf(this.source.startOf(value));
    return text.includes('`') ? text : text.replaceAll(`\n${before}`, `\n${indent}`);
  }

  private get indentation(): string {
    return /^\t/m.test(this.source.text) ? '\t' : '  ';
  }

  /** Whether a value means the same everywhere in the file. */
  private isClosed(value: ts.Expression): boolean {
    const { compiler, constants } = this.source;
    const visit = (node: ts.Node): boolean =>
      (compiler.isIdentifier(node) && constants.isUse(node)) || compiler.forEachChild(node, visit) === true;
    return !visit(value);
  }

  private statementOf(node: ts.Node): ts.Node {
    return this.source.compiler.isSourceFile(node.parent) ? node : this.statementOf(node.parent);
  }

  /** The store patches that stay where they are, and why. */
  private left(): ByHand[] {
    const { compiler, literal, file } = this.source;
    const byHand: ByHand[] = [];
    const visit = (node: ts.Node): void => {
      if (isStore(node, compiler) && literal.nameOf(node.name) === STORE && this.mayBePatch(node)) {
        const why = this.seen.get(node);
        if (why || !this.seen.has(node)) {
          const value = compiler.isShorthandPropertyAssignment(node) ? node.name : node.initializer;
          byHand.push({
            line: this.source.lineOf(why?.at ?? this.source.startOf(node)),
            reason: why?.message ?? `It is not certain whose ${STORE} this is.`,
            paste: `backup: { storePatch: ${this.source.textOf(value)} },`,
            migration: ID,
          });
        }
      }
      compiler.forEachChild(node, visit);
    };
    visit(file);
    return byHand;
  }

  /** In an object called backup, or in one without a name; not in externalClusters, for example. */
  private mayBePatch(store: StoreProperty): boolean {
    const { compiler, literal } = this.source;
    let up: ts.Node = store.parent.parent;
    while (!compiler.isPropertyAssignment(up) && compiler.isExpression(up) && !compiler.isArrayLiteralExpression(up)) {
      up = up.parent;
    }
    return compiler.isPropertyAssignment(up) ? literal.nameOf(up.name) === 'backup' : !compiler.isArrayLiteralExpression(up);
  }

  private attempt<T>(read: () => T): T | undefined {
    try {
      return read();
    } catch (error) {
      obstacle(error);
      return undefined;
    }
  }
}

type StoreProperty = (ts.PropertyAssignment | ts.ShorthandPropertyAssignment) & { readonly parent: ts.ObjectLiteralExpression };

function isStore(node: ts.Node, compiler: typeof ts): node is StoreProperty {
  return compiler.isPropertyAssignment(node) || compiler.isShorthandPropertyAssignment(node);
}

/** What stands in the way; anything else that was thrown is thrown on. */
function obstacle(error: unknown): Obstacle {
  if (error instanceof Obstacle) {
    return error;
  }
  throw error;
}
