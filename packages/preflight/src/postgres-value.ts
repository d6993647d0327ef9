import { LONGEST_AMOUNT } from '@pgplatform/core';
import { atoi } from './go-number';
import { parseQuantity } from './quantity';

/**
 * A PostgreSQL size such as `256MB` in billionths of a byte, or undefined where the operator refuses it; without a unit it is MB.
 *
 * cloudnative-pg internal/webhook/v1/cluster_webhook.go parsePostgresQuantityValue.
 */
export function postgresSize(value: string): bigint | undefined {
  if (value.length > LONGEST_AMOUNT) return undefined;
  const united = atoi(value) === undefined ? value : `${value}MB`;
  if (!united.endsWith('B')) return undefined;
  const bare = united.slice(0, -1).replaceAll(' ', '');
  return parseQuantity(atoi(bare) === undefined ? `${bare}i`.replaceAll('ki', 'Ki') : bare);
}

const TRUE = ['1', 'on', 'y', 'ye', 'yes', 't', 'tr', 'tru', 'true'];
const FALSE = ['0', 'of', 'off', 'n', 'no', 'f', 'fa', 'fal', 'fals', 'false'];

/** A PostgreSQL boolean, or undefined where the operator refuses it (cloudnative-pg pkg/postgres/booleans.go). */
export function postgresBoolean(value: string): boolean | undefined {
  const lower = value.toLowerCase();
  if (TRUE.includes(lower)) return true;
  return FALSE.includes(lower) ? false : undefined;
}
