import { LONGEST_AMOUNT } from './amount-limit';
import type { Cpu } from './cpu';
import type { Size } from './size';

const MIB = 1024 * 1024;

/** What the tuning is derived from. */
export interface ParameterTuningOptions {
  /** Memory of one instance: request and limit. */
  readonly memory: Size;
  /** CPU limit of one instance. @default - parallel query is left to PostgreSQL */
  readonly cpu?: Cpu;
  /** Connections that the server accepts. @default 100 */
  readonly maxConnections?: number;
  /** The separate WAL volume. @default - none; max_wal_size is left to PostgreSQL (1GB) */
  readonly walStorage?: Size;
}

/**
 * PostgreSQL parameters from the size of an instance. Every one can be overridden by name.
 *
 * With M the memory in MB, C the whole cores, N max_connections and W the WAL volume:
 *
 * - `shared_buffers` = M / 4
 *   (https://www.postgresql.org/docs/17/runtime-config-resource.html: "a reasonable starting value is 25% of the memory")
 * - `effective_cache_size` = 3 M / 4 (https://wiki.postgresql.org/wiki/Tuning_Your_PostgreSQL_Server: half to three quarters)
 * - `maintenance_work_mem` = M / 16, at most 2048 MB (more is of no use to VACUUM before PostgreSQL 17)
 * - `work_mem` = (3 M / 4 - shared_buffers) / N, from 1 to 64 MB: all connections sorting at once stay below the limit
 * - `max_parallel_workers` = C, `max_parallel_workers_per_gather` and `max_parallel_maintenance_workers` = C / 2:
 *   more workers than cores only take turns. Rounded down, so one core runs no parallel query.
 * - `max_wal_size` = W / 5, only with a WAL volume: room for the WAL kept while archiving is behind
 */
export class ParameterTuning {
  /** The parameters for an instance of this size, as PostgreSQL writes them. */
  public static parameters(options: ParameterTuningOptions): { [name: string]: string } {
    const memory = Math.floor(options.memory.toBytes() / MIB);
    const connections = options.maxConnections ?? 100;
    const shared = Math.max(1, Math.floor(memory / 4));
    const work = Math.floor(((memory * 3) / 4 - shared) / connections);
    const tuned: Record<string, string> = {
      max_connections: String(connections),
      shared_buffers: `${shared}MB`,
      effective_cache_size: `${Math.max(1, Math.floor((memory * 3) / 4))}MB`,
      maintenance_work_mem: `${Math.min(2048, Math.max(1, Math.floor(memory / 16)))}MB`,
      work_mem: `${Math.min(64, Math.max(1, work))}MB`,
    };
    if (options.cpu) {
      const cores = Math.max(1, Math.floor(options.cpu.toMillis() / 1000));
      tuned.max_parallel_workers = String(cores);
      tuned.max_parallel_workers_per_gather = String(Math.floor(cores / 2));
      tuned.max_parallel_maintenance_workers = String(Math.floor(cores / 2));
    }
    if (options.walStorage) {
      tuned.max_wal_size = `${Math.max(64, Math.floor(options.walStorage.toBytes() / MIB / 5))}MB`;
    }
    return tuned;
  }

  /** A PostgreSQL amount of memory (`256MB`, `1GB`, `128kB`; without a unit, megabytes as the operator reads it) in bytes; NaN when it is none. */
  public static memoryBytes(text: string): number {
    const match = /^\s*(\d+(?:\.\d+)?)\s*(B|kB|MB|GB|TB)?\s*$/.exec(String(text).slice(0, LONGEST_AMOUNT));
    const factor = { B: 1, kB: 1024, MB: MIB, GB: MIB * 1024, TB: MIB * MIB }[(match?.[2] ?? 'MB') as 'B'];
    return match ? Math.round(Number(match[1]) * factor) : Number.NaN;
  }

  private constructor() {}
}
