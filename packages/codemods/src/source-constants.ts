import type { ts } from 'ts-morph';

/** A constant of a file whose value is what stands at its declaration. */
export type SourceConstant = {
  readonly name: string;
  readonly initializer: ts.Expression;
  /** Every place that names it. */
  readonly uses: readonly ts.Identifier[];
};

/** The constants of a source file. What is exported, or declared twice under one name, is none. */
export class SourceConstants {
  private readonly declarations = new Map<string, ts.Node[]>();
  private readonly uses = new Map<string, ts.Identifier[]>();
  private readonly constants = new Map<string, SourceConstant | undefined>();

  constructor(
    file: ts.SourceFile,
    private readonly compiler: typeof ts,
  ) {
    const visit = (node: ts.Node): void => {
      if (compiler.isIdentifier(node)) {
        this.add(node);
      }
      compiler.forEachChild(node, visit);
    };
    visit(file);
  }

  /** The constant that an identifier names, or nothing when that is not sure. */
  of({ text }: ts.Identifier): SourceConstant | undefined {
    if (!this.constants.has(text)) {
      this.constants.set(text, this.find(text));
    }
    return this.constants.get(text);
  }

  /** Whether an identifier is read, not a name of a property nor a declaration. */
  isUse(node: ts.Identifier): boolean {
    return this.roleOf(node) === 'use';
  }

  private find(name: string): SourceConstant | undefined {
    const { compiler } = this;
    const [declaration, ...others] = this.declarations.get(name) ?? [];
    if (!declaration || others.length > 0 || !compiler.isVariableDeclaration(declaration) || !declaration.initializer) {
      return undefined;
    }
    const list = declaration.parent;
    const isConst =
      compiler.isVariableDeclarationList(list) && (list.flags & compiler.NodeFlags.BlockScoped) === compiler.NodeFlags.Const;
    const isExported = compiler.isVariableStatement(list.parent) && (list.parent.modifiers ?? []).length > 0;
    return isConst && !isExported ? { name, initializer: declaration.initializer, uses: this.uses.get(name) ?? [] } : undefined;
  }

  private add(node: ts.Identifier): void {
    const role = this.roleOf(node);
    if (role === 'declaration') {
      push(this.declarations, node.text, node.parent);
    } else if (role === 'use') {
      push(this.uses, node.text, node);
    }
  }

  private roleOf(node: ts.Identifier): 'declaration' | 'use' | 'name' {
    const { compiler } = this;
    const { parent } = node;
    const isName = (parent as { name?: ts.Node }).name === node;
    if (!isName || compiler.isShorthandPropertyAssignment(parent) || compiler.isExportSpecifier(parent)) {
      const isKey = (compiler.isBindingElement(parent) || compiler.isImportSpecifier(parent)) && parent.propertyName === node;
      return isKey ? 'name' : 'use';
    }
    return compiler.isPropertyAccessExpression(parent) ||
      compiler.isObjectLiteralElement(parent) ||
      compiler.isClassElement(parent) ||
      compiler.isTypeElement(parent) ||
      compiler.isEnumMember(parent)
      ? 'name'
      : 'declaration';
  }
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  map.set(key, [...(map.get(key) ?? []), value]);
}
