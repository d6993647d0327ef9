import { applyJsonPatch, decodeJsonPatch } from '../../json-patch';
import { livenessPinger } from '../../liveness-pinger';
import { type ClusterView, clusterRules } from './cluster-view';
import { instancePod } from './instance-pod';

const HIBERNATION = 'cnpg.io/hibernation';
const POD_PATCH = 'cnpg.io/podPatch';
const PINGER = 'alpha.cnpg.io/livenessPinger';
const at = (annotation: string) => ['metadata', 'annotations', annotation];

/** CL-ANN: annotations that steer the operator. */
export const annotationRules = [
  clusterRules('validateHibernationAnnotation')(
    'CL-ANN-1',
    'Hibernation is on or off.',
    'Use "on" or "off".',
    function* ({ annotations: { [HIBERNATION]: value } }) {
      if (value === undefined || value === 'on' || value === 'off') return;
      const meant = { true: 'on', false: 'off' }[value];
      const edits = meant ? [{ path: at(HIBERNATION), value: meant }] : undefined;
      yield { path: at(HIBERNATION), given: value, allowed: 'on, off', edits };
    },
  ),
  clusterRules('validatePodPatchAnnotation')(
    'CL-ANN-2',
    'The patch of pods is a JSON patch that applies to the pods of this cluster.',
    'Correct the patch: each operation has op, path and value, and its path exists.',
    function* (view) {
      const patch = view.annotations[POD_PATCH];
      const problem = patch === undefined ? undefined : patchProblem(patch, view);
      if (problem)
        yield { path: at(POD_PATCH), given: patch, allowed: 'a JSON patch (RFC 6902)', why: `The patch fails: ${problem}.` };
    },
  ),
  clusterRules('validateLivenessPingerProbe')(
    'CL-ANN-3',
    'The liveness pinger is JSON that says whether it is enabled.',
    'Write it as in {"enabled": true}, or use probes.liveness.isolationCheck.',
    function* ({ annotations: { [PINGER]: value } }) {
      if (value !== undefined && !livenessPinger(value)) yield { path: at(PINGER), given: value, allowed: '{"enabled": true}' };
    },
  ),
];

function patchProblem(patch: string, view: ClusterView): string | undefined {
  try {
    applyJsonPatch(instancePod(view), decodeJsonPatch(patch));
    return undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return error.message;
    throw error;
  }
}
