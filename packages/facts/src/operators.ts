/** The tables of the operator by its version; each reader says what one of them means. */
type OperatorTables = {
  readonly minors: { readonly [minor: string]: MinorFacts };
  /** Every patch version, oldest first. */
  readonly versions: { readonly [version: string]: VersionFacts };
  /** The first chart that has a key of the values; a key that is not here is in all of them. */
  readonly chartKeys: { readonly [key: string]: string };
};

type MinorFacts = {
  readonly endOfLife: string;
  readonly postgres: Range;
  readonly kubernetes: Range;
  readonly tested: Range;
};

type VersionFacts = {
  /** Charts that install it, oldest first. @default - none is known */
  readonly charts?: readonly string[];
  readonly image: string;
  /** @default - that of the minor version */
  readonly postgres?: Range;
};

/** First and last. */
export type Range = readonly [number, number];

export const {
  minors: OPERATOR_MINORS,
  versions: OPERATORS,
  chartKeys: CHART_KEYS,
}: OperatorTables = require('../data/operators.json');
