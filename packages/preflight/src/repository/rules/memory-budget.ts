import { parseQuantity } from '../../quantity';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field } from '../field';
import { CLUSTER } from '../kind';
import { memorySetting } from '../memory-setting';
import type { RepositoryRule } from '../repository-rule';

const MIB = 1024 ** 2;

/** P-13: PostgreSQL fits into its container. */
export const MEMORY_BUDGET: RepositoryRule = {
  id: 'P-13',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'max_connections x work_mem + shared_buffers stays below the memory limit; above it the kernel kills PostgreSQL.',
  fix: 'Raise the memory limit, or lower work_mem, max_connections or shared_buffers.',
  source: 'https://www.postgresql.org/docs/current/runtime-config-resource.html',
  severity: Severity.WARNING,
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const limit = Number(parseQuantity(field(on.object, 'spec.resources.limits.memory'))) / 1e9;
      const parameters = field(on.object, 'spec.postgresql.parameters') ?? {};
      const connections = Number(parameters.max_connections ?? 100);
      // PostgreSQL's own defaults and units: 8 kB blocks for shared_buffers, kB for work_mem.
      const buffers = memorySetting(parameters.shared_buffers ?? '128MB', 8192);
      const work = memorySetting(parameters.work_mem ?? '4MB', 1024);
      if (buffers === undefined || work === undefined || !Number.isFinite(connections + limit)) return [];
      const wanted = connections * work + buffers;
      if (wanted < limit) return [];
      const given = `${connections} x ${work / MIB} MiB + ${Math.round(buffers / MIB)} MiB = ${Math.round(wanted / MIB)} MiB`;
      return [
        {
          on,
          path: ['spec', 'resources', 'limits', 'memory'],
          given,
          allowed: `less than ${Math.round(limit / MIB)} MiB`,
          ...(buffers >= limit && {
            severity: Severity.ERROR,
            why: 'shared_buffers alone fills the memory limit: PostgreSQL cannot start.',
          }),
        },
      ];
    }),
};
