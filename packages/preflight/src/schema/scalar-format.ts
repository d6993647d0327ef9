import type { FactNode } from '@pgplatform/facts';
import { isGoDuration } from '../go-number';
import { isLabelKey } from '../kubernetes-label';
import { isRfc3339 } from '../recovery-time';

/** Ranges of a number's formats; those that CRDs do not have are of Go types and of the scale subresource. */
const RANGES: { readonly [format: string]: readonly [number, number] } = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
  int: [-(2 ** 63), 2 ** 63],
  uint64: [0, 2 ** 64],
  scale: [0, 2 ** 31 - 1],
};

interface TextFormat {
  readonly accepts: (text: string) => boolean;
  readonly words: string;
}

const DATE_TIME = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const QUALIFIED_NAME =
  'a name as in app or example.com/app: letters, digits, "-", "_" and ".", at most 63, and before "/" a DNS name';

/** Formats of a text that are checked (kube-openapi pkg/validation/strfmt, apimachinery pkg/util/validation, Go's time). */
const FORMATS: { readonly [format: string]: TextFormat } = {
  'date-time': { accepts: (text) => DATE_TIME.test(text), words: 'a time such as 2026-07-01T00:00:00Z' },
  time: {
    accepts: (text) => /(Z|[+-]\d\d:\d\d)$/.test(text) && isRfc3339(text),
    words: 'a time such as 2026-07-01T00:00:00Z',
  },
  byte: { accepts: (text) => BASE64.test(text), words: 'base64' },
  duration: { accepts: isGoDuration, words: 'a duration such as 30s, 5m or 672h; days and weeks have no unit' },
  'qualified-name': { accepts: isLabelKey, words: QUALIFIED_NAME },
  'annotation-name': { accepts: (text) => isLabelKey(text.toLowerCase()), words: QUALIFIED_NAME },
};

/** Whether it is the operator that cannot read a value of another form: its Go type asks for more than the schema. */
export function isReadByGo({ type, format = '' }: FactNode): boolean {
  return type === 'quantity' || ['duration', 'time', 'int', 'uint64'].includes(format);
}

/** Least and greatest number of a format. */
export function formatRange(format: string | undefined): readonly [number, number] | undefined {
  return format === undefined ? undefined : RANGES[format];
}

/** What the format wants, in words, when the text does not have it. */
export function formatProblem(format: string | undefined, text: string): string | undefined {
  const rule = format === undefined ? undefined : FORMATS[format];
  return rule && !rule.accepts(text) ? rule.words : undefined;
}
