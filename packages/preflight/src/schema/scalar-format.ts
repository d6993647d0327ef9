/** Ranges and formats that the API server checks (kube-openapi pkg/validation/validate, pkg/validation/strfmt). */
const RANGES: { readonly [format: string]: readonly [number, number] } = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
};
const FORMATS: { readonly [format: string]: { readonly pattern: RegExp; readonly words: string } } = {
  'date-time': {
    pattern: /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/,
    words: 'a time such as 2026-07-01T00:00:00Z',
  },
  byte: { pattern: /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/, words: 'base64' },
};

/** Least and greatest number of a format. */
export function formatRange(format: string | undefined): readonly [number, number] | undefined {
  return format === undefined ? undefined : RANGES[format];
}

/** What the format wants, in words, when the text does not have it. */
export function formatProblem(format: string | undefined, text: string): string | undefined {
  const rule = format === undefined ? undefined : FORMATS[format];
  return rule && !rule.pattern.test(text) ? rule.words : undefined;
}
