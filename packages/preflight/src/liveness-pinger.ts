import { fields, isSet } from './shape';

/** What the annotation `alpha.cnpg.io/livenessPinger` says. */
export interface LivenessPinger {
  readonly enabled: boolean;
  readonly requestTimeout: number;
  readonly connectionTimeout: number;
}

/** The annotation's value as the operator reads it, or undefined where it fails (cloudnative-pg api/v1/cluster_defaults.go). */
export function livenessPinger(annotation: string | undefined): LivenessPinger | undefined {
  if (annotation === undefined) return undefined;
  const { enabled, requesttimeout, connectiontimeout } = jsonFields(annotation) ?? {};
  const isTimeout = (value: unknown) => !isSet(value) || Number.isInteger(value);
  if (typeof enabled !== 'boolean' || !isTimeout(requesttimeout) || !isTimeout(connectiontimeout)) return undefined;
  return { enabled, requestTimeout: requesttimeout || 1000, connectionTimeout: connectiontimeout || 1000 };
}

/** The fields of a JSON object, names in lower case since Go ignores their case; undefined where it is no object or null. */
export function jsonFields(json: string): { [name: string]: any } | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    return undefined;
  }
  if (typeof parsed !== 'object' || Array.isArray(parsed)) return undefined;
  return Object.fromEntries(Object.entries(fields(parsed)).map(([name, value]) => [name.toLowerCase(), value]));
}
