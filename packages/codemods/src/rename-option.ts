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
  const { path, to, example } = renaming;
  const byHand: ByHand[] = [];
  const leave = (at: number, reason: string, value = example) => {
    byHand.push({ line: source.lineOf(at), reason, paste: `${to}: ${value},`, migration });
  };
  if (source.errorAt !== undefined) {
    leave(source.errorAt, 'The file has a syntax error.');
    return { text, changed: false, byHand };
  }
  const projects = source.projects();
  if (projects.length === 0) {
    leave(0, `There is no new ${PROJECT}(...) in the file.`);
  }
  const finder = new OptionFinder(source);
  const given = projects.flatMap((project) => (project.arguments ?? []).slice(0, 1));
  const places = given.flatMap((options) => finder.places(written(options), path));
  const obstacles = new Map<OptionPlace['property'], string | undefined>(); // a place can be reached in several ways
  for (const place of places) {
    obstacles.set(place.property, obstacles.get(place.property) ?? obstacle(place, renaming, finder, source));
  }
  const edits = new SourceEdits(source);
  for (const [property, reason] of obstacles) {
    const { compiler } = source;
    const { name } = property;
    if (reason) {
      const value = compiler.isPropertyAssignment(property) ? source.textOf(property.initializer) : undefined;
      leave(source.startOf(property), reason, value);
    } else if (compiler.isShorthandPropertyAssignment(property)) {
      edits.replace(source.startOf(name), source.startOf(name), `${to}: `);
    } else {
      const key = compiler.isComputedPropertyName(name) ? name.expression : name;
      const [quote = ''] = /^['"`]/.exec(source.textOf(key)) ?? [];
      edits.replace(source.startOf(key), key.getEnd(), quote + to + quote);
    }
  }
  for (const node of finder.unclear) {
    leave(source.startOf(node), `${path.join('.')} may come from here.`);
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
