import type { Violation } from '../../finding';
import { fields, isSet, items, text } from '../../shape';
import { type ClusterView, clusterRules } from './cluster-view';

const initdbRule = clusterRules('validateInitDB');
const METHODS = ['initdb', 'recovery', 'pg_basebackup'];
const PAIR = 'Give both the database and its owner, or neither.';

/** CL-BOOT and CL-INIT: how the cluster comes into being. */
export const bootstrapRules = [
  clusterRules('validateBootstrapMethod')(
    'CL-BOOT-1',
    'A Cluster is bootstrapped by one method only.',
    'Keep one of initdb, recovery and pg_basebackup.',
    function* ({ bootstrap }) {
      const given = METHODS.filter((method) => isSet(bootstrap[method]));
      if (given.length > 1) yield { path: ['spec', 'bootstrap'], given, allowed: `one of ${METHODS.join(', ')}` };
    },
  ),
  initdbRule('CL-INIT-1', 'The application database and its owner come together.', PAIR, (view) => ownerPairing(view, 'initdb')),
  initdbRule('CL-INIT-2', 'The WAL segment size is a power of two, in MB.', 'Use 1, 2, 4, ... 1024.', function* ({ bootstrap }) {
    const { walSegmentSize } = fields(bootstrap.initdb);
    if (typeof walSegmentSize === 'number' && walSegmentSize !== 0 && !isPowerOfTwo(walSegmentSize)) {
      yield { path: ['spec', 'bootstrap', 'initdb', 'walSegmentSize'], given: walSegmentSize, allowed: 'a power of two' };
    }
  }),
  initdbRule(
    'CL-INIT-3',
    'A reference to SQL run after initdb names its object and the key in it.',
    'Give both name and key.',
    function* ({ bootstrap }) {
      const references = fields(fields(bootstrap.initdb).postInitApplicationSQLRefs);
      for (const list of ['secretRefs', 'configMapRefs']) {
        for (const [index, reference] of items(references[list]).entries()) {
          const { name, key } = fields(reference);
          if (text(name) !== '' && text(key) !== '') continue;
          yield { path: ['spec', 'bootstrap', 'initdb', 'postInitApplicationSQLRefs', list, index], given: reference };
        }
      }
    },
  ),
  clusterRules('validateApplicationDatabase')(
    'CL-INIT-4',
    'The application database of a restored or copied cluster and its owner come together.',
    PAIR,
    function* (view) {
      yield* ownerPairing(view, 'recovery');
      yield* ownerPairing(view, 'pg_basebackup');
    },
  ),
];

function* ownerPairing({ bootstrap }: ClusterView, method: string): Iterable<Violation> {
  if (!isSet(bootstrap[method])) return;
  const { database, owner } = fields(bootstrap[method]);
  if ((text(database) === '') === (text(owner) === '')) return;
  const missing = text(database) === '' ? 'database' : 'owner';
  yield { path: ['spec', 'bootstrap', method, missing], given: '', allowed: `the name of the ${missing}` };
}

function isPowerOfTwo(value: number): boolean {
  return Number.isInteger(Math.log2(value));
}
