import { configError } from '@pgplatform/core';
import { sha256 } from './marker';

/** One of several equal parts of a fleet. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** `2/8`. Throws a ConfigProblem `SHARD_INVALID`. */
export function parseShard(text: string): Shard {
  const [, index, count] = /^([1-9][0-9]{0,3})\/([1-9][0-9]{0,3})$/.exec(text)?.map(Number) ?? [];
  if (!(index <= count)) {
    throw configError([
      {
        code: 'SHARD_INVALID',
        path: '--shard',
        message: 'There is no such part.',
        given: text.slice(0, 20),
        allowed: 'I/N with I from 1 to N, for example 2/8',
        fix: 'Correct it.',
      },
    ]);
  }
  return { index, count };
}

/** Whether a repository is in the part: by a hash of its name, so that every machine decides the same. */
export function isInShard(name: string, { index, count }: Shard): boolean {
  return Number.parseInt(sha256(name.toLowerCase()).slice(0, 8), 16) % count === index - 1;
}
