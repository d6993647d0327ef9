import { type ConfigProblem, ParameterTuning, PostgresParameters } from '@pgplatform/core';
import type { ResolvedCluster } from '../resolved-cluster';

const MEMORY = ['shared_buffers', 'effective_cache_size', 'maintenance_work_mem', 'work_mem', 'min_wal_size', 'max_wal_size'];

const COUNTS = ['max_connections', 'max_wal_senders', 'max_replication_slots'];

/** What PostgreSQL assumes for `min_wal_size` and `max_wal_size`. */
const WAL_SIZES = { min_wal_size: '80MB', max_wal_size: '1GB' };

/** The operator takes the parameters, and they fit into the memory and the WAL volume of an instance. */
export function parameterRules(cluster: ResolvedCluster): ConfigProblem[] {
  const { options, parameters } = cluster;
  const problems = [
    ...PostgresParameters.validate(options.parameters ?? {}, 'parameters'),
    ...MEMORY.filter((name) => name in parameters && !/^\d+(\.\d+)?(kB|MB|GB|TB)$/.test(parameters[name])).map((name) =>
      badValue(cluster, name, 'an amount with its unit, kB, MB, GB or TB, for example 256MB'),
    ),
    ...COUNTS.filter((name) => !/^[1-9]\d{0,5}$/.test(parameters[name])).map((name) =>
      badValue(cluster, name, 'a whole number of at least 1'),
    ),
    ...(['replica', 'logical'].includes(parameters.wal_level)
      ? []
      : [badValue(cluster, 'wal_level', 'replica or logical: WAL is archived')]),
  ];
  return problems.length > 0 ? problems : [...memoryBudget(cluster), ...walBudget(cluster)];
}

function badValue({ parameters }: ResolvedCluster, name: string, allowed: string): ConfigProblem {
  return {
    code: 'PARAMETER_VALUE',
    path: `parameters.${name}`,
    message: `This is not a value for ${name}.`,
    given: parameters[name],
    allowed,
    fix: `Give ${allowed}.`,
  };
}

/** shared_buffers fit into the memory request (CL-RES-3), and work_mem of all connections into three quarters of the limit. */
function memoryBudget({ memory, parameters, options }: ResolvedCluster): ConfigProblem[] {
  const shared = ParameterTuning.memoryBytes(parameters.shared_buffers);
  if (shared > memory.toBytes()) {
    return [
      {
        code: 'MEMORY_BELOW_SHARED_BUFFERS',
        path: 'parameters.shared_buffers',
        message: `shared_buffers is larger than the memory of an instance (${memory}); the operator refuses that.`,
        given: parameters.shared_buffers,
        allowed: `less than ${memory}; a quarter of it is usual`,
        fix: 'Raise memory, or remove shared_buffers: it is tuned to the memory.',
      },
    ];
  }
  const connections = Number(parameters.max_connections);
  const allowed = Math.floor((memory.toBytes() * 0.75 - shared) / connections / 1024);
  if (ParameterTuning.memoryBytes(parameters.work_mem) <= allowed * 1024) {
    return [];
  }
  const own = options.parameters?.work_mem !== undefined;
  return [
    {
      code: 'WORK_MEM_BUDGET',
      path: own ? 'parameters.work_mem' : options.parameters?.max_connections ? 'parameters.max_connections' : 'memory',
      message: `With ${connections} connections and shared_buffers ${parameters.shared_buffers}, work_mem ${parameters.work_mem} can take more than three quarters of ${memory}: the kernel would kill PostgreSQL.`,
      given: own ? parameters.work_mem : `max_connections ${connections}, memory ${memory}`,
      allowed: allowed > 0 ? `work_mem of at most ${allowed}kB` : 'less shared_buffers',
      fix: `Raise memory, or lower ${own ? 'work_mem, ' : ''}max_connections or shared_buffers.`,
    },
  ];
}

/** min_wal_size < max_wal_size (CL-CFG-9), and both fit into the WAL volume (CL-CFG-10). */
function walBudget({ parameters, walStorage, options }: ResolvedCluster): ConfigProblem[] {
  const { min_wal_size: min, max_wal_size: max } = { ...WAL_SIZES, ...parameters };
  const own = ['max_wal_size', 'min_wal_size'].find((name) => options.parameters?.[name] !== undefined);
  const path = own ? `parameters.${own}` : 'walStorage';
  const given = own ? options.parameters?.[own] : walStorage?.toString();
  if (ParameterTuning.memoryBytes(min) >= ParameterTuning.memoryBytes(max)) {
    return [
      {
        code: 'WAL_SIZES_REVERSED',
        path,
        message: `min_wal_size (${min}) is not smaller than max_wal_size (${max}${own ? '' : ', a fifth of the WAL volume'}).`,
        given,
        allowed: `max_wal_size above ${min}`,
        fix: own ? 'Raise max_wal_size, or lower min_wal_size.' : 'Raise walStorage, or set max_wal_size.',
      },
    ];
  }
  return walStorage && ParameterTuning.memoryBytes(max) >= walStorage.toBytes()
    ? [
        {
          code: 'WAL_ABOVE_VOLUME',
          path,
          message: `max_wal_size (${max}) does not fit into the WAL volume (${walStorage}).`,
          given,
          allowed: `less than ${walStorage}`,
          fix: 'Raise walStorage, or lower max_wal_size.',
        },
      ]
    : [];
}
