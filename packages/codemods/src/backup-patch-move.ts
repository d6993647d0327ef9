import type { ts } from 'ts-morph';
import { CertainOptions, Obstacle } from './certain-options';
import { OptionFinder, written } from './option-finder';
import type { ProjenrcSource } from './projenrc-source';
import { SourceEdits } from './source-edits';
import type { ByHand } from './source-migration';

/** The field of a Cluster that has the object store in it. */
export const STORE = 'barmanObjectStore';

/** What has a `clusterPatch`, and the object in it that takes the patch of the store: `backup`, or itself. */
type Owner = { readonly object: ts.ObjectLiteralExpression; readonly home: 'backup' | undefined };

/** One move of every patch of a file whose place is certain. */
export class BackupPatchMove {
  private readonly edits: SourceEdits;
  private readonly options: CertainOptions;
  /** Store patches that are done, or why not. */
  private readonly seen = new Map<ts.Node, Obstacle | undefined>();

  constructor(
    private readonly source: ProjenrcSource,
    private readonly id: string,
  ) {
    this.edits = new SourceEdits(source);
    this.options = new CertainOptions(source);
  }

  make(): { text: string; byHand: ByHand[] } {
    const { errorAt } = this.source;
    if (errorAt !== undefined) {
      const line = this.source.lineOf(errorAt);
      const byHand = [{ line, reason: 'The file has a syntax error.', paste: 'storePatch: {},', migration: this.id }];
      return { text: this.source.text, byHand };
    }
    for (const owner of this.source.projects().flatMap((project) => this.owners(project))) {
      const store = this.attempt(() => this.storeOf(owner));
      if (store) {
        this.seen.set(store, undefined);
        try {
          this.move(store, owner);
        } catch (error) {
          this.seen.set(store, obstacle(error));
        }
      }
    }
    return { text: this.edits.result, byHand: this.left() };
  }

  private owners(project: ts.NewExpression): Owner[] {
    const { compiler } = this.source;
    const options = this.attempt(() => this.options.ofProject(project));
    const base = options && this.attempt(() => this.options.property(options, 'clusterBase'));
    const environments = options && this.attempt(() => this.options.property(options, 'environments'));
    const list = environments && this.options.literal(environments);
    const objects = (nodes: readonly ts.Expression[]) =>
      nodes.map((node) => this.options.literal(node)).filter((node) => node && compiler.isObjectLiteralExpression(node));
    return [
      ...objects(base ? [base] : []).map((object) => ({ object, home: 'backup' }) as Owner),
      ...objects(list && compiler.isArrayLiteralExpression(list) ? list.elements : []).map((object) => ({ object }) as Owner),
    ];
  }

  private storeOf({ object: owner }: Owner): StoreProperty | undefined {
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

  private move(store: StoreProperty, { object: owner, home }: Owner): void {
    const { source, edits } = this;
    const value = storeValue(store, source);
    const isNull = ({ node }: { node: ts.Node }) => node.kind === source.compiler.SyntaxKind.NullKeyword;
    if (new OptionFinder(source).values(written(value)).some(isNull)) {
      throw new Obstacle(`${STORE}: null takes the store away.`, source.startOf(store));
    }
    const backup = home && this.options.property(owner, home);
    const target = backup ? this.options.object(backup, home) : owner;
    const isWrapped = home !== undefined && !backup;
    if (!isWrapped && this.options.property(target, 'storePatch')) {
      throw new Obstacle('storePatch is there already.', source.startOf(store));
    }
    if (!this.isClosed(value) && this.declarationOf(value) !== this.declarationOf(target)) {
      throw new Obstacle(`${STORE} names what may not be there yet where storePatch belongs.`, source.startOf(value));
    }
    const gone = this.outermostLeftEmpty(store, owner);
    const inside = [
      ...edits.commentsIn(source.startOf(gone), source.startOf(value)),
      ...edits.commentsIn(value.getEnd(), gone.getEnd()),
    ];
    if (gone.parent === target) {
      const text = this.patchText(inside, value, edits.indentOf(source.startOf(gone)), isWrapped);
      edits.replace(source.startOf(gone), gone.getEnd(), text);
    } else {
      const comments = [...edits.remove(gone), ...inside];
      const last = target.properties.at(-1);
      const indent = edits.indentOf(source.startOf(last ?? target)) + (last ? '' : this.indentation);
      edits.insert(target, [this.patchText(comments, value, indent, isWrapped)]);
    }
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

  /** The new property, in a `backup` of its own when there was none. */
  private patchText(comments: readonly string[], value: ts.Expression, indent: string, isWrapped: boolean): string {
    const { eol } = this.source.style;
    const inner = isWrapped ? indent + this.indentation : indent;
    const patch = [...comments, `storePatch: ${this.valueText(value, inner)}`].join(`${eol}${inner}`);
    if (!isWrapped) {
      return patch;
    }
    return patch.includes('\n') ? `backup: {${eol}${inner}${patch},${eol}${indent}}` : `backup: { ${patch} }`;
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

  /** What is evaluated at once with a node. */
  private declarationOf(node: ts.Node): ts.Node {
    const { compiler } = this.source;
    return compiler.isStatement(node) || compiler.isVariableDeclaration(node) ? node : this.declarationOf(node.parent);
  }

  /** The store patches that stay where they are, and why. */
  private left(): ByHand[] {
    const { compiler, literal, file } = this.source;
    const byHand: ByHand[] = [];
    const visit = (node: ts.Node): void => {
      if (isStore(node, compiler) && literal.nameOf(node.name) === STORE && this.mayBePatch(node)) {
        const why = this.seen.get(node);
        if (why || !this.seen.has(node)) {
          byHand.push({
            line: this.source.lineOf(why?.at ?? this.source.startOf(node)),
            reason: why?.message ?? `It is not certain whose ${STORE} this is.`,
            paste: `storePatch: ${this.source.textOf(storeValue(node, this.source))},`,
            migration: this.id,
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

function storeValue(store: StoreProperty, { compiler }: ProjenrcSource): ts.Expression {
  return compiler.isShorthandPropertyAssignment(store) ? store.name : store.initializer;
}

/** What stands in the way; anything else that was thrown is thrown on. */
function obstacle(error: unknown): Obstacle {
  if (error instanceof Obstacle) {
    return error;
  }
  throw error;
}
