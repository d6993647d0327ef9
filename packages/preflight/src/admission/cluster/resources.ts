import { postgresSize } from '../../postgres-value';
import { parseQuantity } from '../../quantity';
import { type Fields, fields } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const rule = clusterRules('validateResources');
const HUGE_PAGES = 'hugepages-';
const at = (...rest: string[]) => ['spec', 'resources', ...rest];

/** CL-RES: CPU, memory, huge pages. */
export const resourceRules = [
  rule('CL-RES-1', 'A resource request is not above its limit.', 'Lower the request, or raise the limit.', function* (view) {
    const { requests, limits } = resources(view);
    for (const name of ['cpu', 'memory', 'ephemeral-storage']) {
      const [request, limit] = [quantity(requests, name), quantity(limits, name)];
      if (request && limit && request > limit) {
        yield { path: at('requests', name), given: requests[name], allowed: `at most ${limits[name]}` };
      }
    }
  }),
  rule(
    'CL-RES-2',
    'Huge pages are requested to their limit, next to CPU or memory.',
    'Make request and limit equal, and give CPU or memory.',
    function* (view) {
      const { requests, limits } = resources(view);
      const pages = [...new Set([...Object.keys(limits), ...Object.keys(requests)])].filter((name) =>
        name.startsWith(HUGE_PAGES),
      );
      for (const name of pages) {
        if (!(name in limits) || !(name in requests) || quantity(requests, name) === quantity(limits, name)) continue;
        yield { path: at('requests', name), given: requests[name], allowed: `${limits[name]}` };
      }
      const others = ['cpu', 'memory'].some((name) => quantity(requests, name) || quantity(limits, name));
      if (pages.length > 0 && !others) yield { path: at(), given: pages, allowed: 'CPU or memory beside huge pages' };
    },
  ),
  rule(
    'CL-RES-3',
    'The requested memory, or one size of huge pages, holds shared_buffers.',
    'Raise the memory request, or lower shared_buffers.',
    function* (view) {
      const { requests, limits } = resources(view);
      const memory = quantity(requests, 'memory');
      const buffers = postgresSize(view.parameters.shared_buffers ?? '');
      if (!memory || buffers === undefined || buffers <= memory) return;
      const pages = { ...requests, ...limits };
      if (Object.keys(pages).some((name) => name.startsWith(HUGE_PAGES) && buffers <= quantity(pages, name))) return;
      yield {
        path: at('requests', 'memory'),
        given: requests.memory,
        allowed: `at least shared_buffers (${view.parameters.shared_buffers})`,
      };
    },
  ),
];

function resources({ spec }: ClusterView): { requests: Fields; limits: Fields } {
  const { requests, limits } = fields(spec.resources);
  return { requests: fields(requests), limits: fields(limits) };
}

function quantity(of: Fields, name: string): bigint {
  return parseQuantity(of[name]) ?? 0n;
}
