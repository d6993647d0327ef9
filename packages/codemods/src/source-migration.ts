/** A place that a codemod did not touch, because it could not be sure. */
export type ByHand = {
  /** Line, from 1. */
  readonly line: number;
  /** Why it was left alone. */
  readonly reason: string;
  /** What to write there. */
  readonly paste: string;
  /** Which migration found it. */
  readonly migration: string;
};

/** A `.projenrc.ts` after a codemod. */
export type SourceMigration = {
  readonly text: string;
  readonly changed: boolean;
  /** What is left for its author. */
  readonly byHand: readonly ByHand[];
};

/** What a version changes in the options. */
export type Migration = {
  /** `<version>-<name>`, as the file is called. */
  readonly id: string;
  /** First version of the packages that needs it. */
  readonly version: string;
  /** One sentence. */
  readonly summary: string;
  /** Changes the text of a `.projenrc.ts`. A second time it changes nothing. */
  source(text: string): SourceMigration;
  /** Changes the canonical options of a model. A second time it changes nothing. */
  options(options: any): any;
};
