import type { CelView } from '../cel/cel-rule';
import type { Path } from '../field-path';
import type { Violation } from '../finding';
import { Judge, Phase } from '../rule';
import { fields } from '../shape';
import { type AdmissionRule, ruleMaker } from './admission-rule';

/** U-MAP: a map that is emptied, as a server-side apply sees it. */
export const emptiedMapRule: AdmissionRule<CelView> = {
  ...ruleMaker<CelView>('', 'sigs.k8s.io/structured-merge-diff merge/update.go Apply', Judge.API_SERVER)(
    'U-MAP-1',
    'A map that had something in it is not emptied: a server-side apply makes null of it, which the schema refuses.',
    'Remove the field instead.',
    ({ spec, before }) => emptied(spec, fields(before), ['spec']),
    { phase: Phase.UPDATE },
  ),
  kinds: ['Cluster', 'Pooler', 'Database', 'DatabaseRole', 'ScheduledBackup', 'Publication', 'Subscription', 'ObjectStore'],
};

/** Lists are left out: their items have no identity that holds for all of them. */
function* emptied(now: any, before: any, path: Path): Iterable<Violation> {
  for (const name of Object.keys(fields(now))) {
    const [is, was] = [now[name], before?.[name]];
    if (typeof is !== 'object' || is === null || Array.isArray(is) || is === was) continue;
    const at = [...path, name];
    const isEmptied = Object.keys(is).length === 0 && Object.keys(fields(was)).length > 0;
    if (isEmptied) yield { path: at, given: '{}', edits: [{ path: at }] };
    else yield* emptied(is, fields(was), at);
  }
}
