import { OptionFinder, type OptionPlace, written } from './option-finder';
import { PROJECT, ProjenrcSource } from './projenrc-source';
import { SourceEdits } from './source-edits';
import type { ByHand, SourceMigration } from './source-migration';

/** A new name for an option. */
export type Renaming = {
  /** The properties that lead to it; the last one is the old name. */
  readonly path: readonly string[];
  readonly to: string;
  /** A value, for the advice where none is written. */
  readonly example: string;
};

/** Renames an option in every project of a `.projenrc.ts`. Its value stays whatever expression it is. */
export function renameOption(text: string, renaming: Renaming, migration: string): SourceMigration {
  const source = ProjenrcSource.parse(text);
  const byHand: ByHand[] = [];
  const edits = new SourceEdits(source);
  const leave = (at: number, reason: string, paste: string) => {
    byHand.push({ line: source.lineOf(at), reason, paste, migration });
  };
  const { path, to, example } = renaming;
  const from = path[path.length - 1];
  const advice = `${to}: ${example},`;
  const projects = source.projects();
  if (source.errorAt !== undefined) {
    leave(source.errorAt, 'The file has a syntax error.', advice);
    return { text, changed: false, byHand };
  }
  if (projects.length === 0) {
    leave(0, `There is no new ${PROJECT}(...) in the file.`, advice);
  }
  const finder = new OptionFinder(source);
  const found = projects.flatMap((project) => {
    const [options] = project.arguments ?? [];
    return options ? finder.places(written(options), path) : [];
  });
  for (const place of new Map(found.map((each) => [each.property, each])).values()) {
    const { property } = place;
    const reason = obstacle(place, renaming, finder, source);
    if (reason) {
      leave(source.startOf(property), reason, advice);
    } else if (source.compiler.isShorthandPropertyAssignment(property)) {
      edits.replace(source.startOf(property), source.startOf(property), `${to}: `);
    } else {
      edits.replace(source.startOf(property.name), property.name.getEnd(), newName(source.textOf(property.name), from, to));
    }
  }
  for (const node of finder.unclear) {
    leave(source.startOf(node), `${path.join('.')} may come from here.`, advice);
  }
  byHand.sort((a, b) => a.line - b.line);
  return { text: edits.result, changed: edits.result !== text, byHand };
}

/** The same in options as they are in a model. The order of the properties stays. */
export function renameOptionIn(options: any, { path: [name, ...rest], to, example }: Renaming): any {
  if (typeof options !== 'object' || options === null || !(name in options)) {
    return options;
  }
  const inner = { path: rest, to, example };
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) =>
      key !== name ? [key, value] : rest.length === 0 ? [to, value] : [key, renameOptionIn(value, inner)],
    ),
  );
}

/** Why a place cannot be renamed without looking at the rest of the program. */
function obstacle(place: OptionPlace, { path, to }: Renaming, finder: OptionFinder, source: ProjenrcSource): string | undefined {
  const { compiler, literal } = source;
  const from = path[path.length - 1];
  if (!compiler.isPropertyAssignment(place.property) && !compiler.isShorthandPropertyAssignment(place.property)) {
    return `${from} is not a plain property.`;
  }
  if (place.object.properties.some(({ name }) => name && literal.nameOf(name) === to)) {
    return `${to} is there already.`;
  }
  const shared = finder.sharedConstant(place);
  return shared && `${from} is in ${shared.name}, which is used elsewhere too.`;
}

/** The name of a property as its author would write the new one: quoted or in brackets when the old one was. */
function newName(written: string, from: string, to: string): string {
  return written.includes(from) ? written.replace(from, to) : to;
}
