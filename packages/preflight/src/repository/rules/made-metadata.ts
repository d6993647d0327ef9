import type { Path } from '../../field-path';
import { isLabelValue } from '../../kubernetes-label';
import { Judge, Phase } from '../../rule';
import { formatProblem } from '../../schema/scalar-format';
import { fields, texts } from '../../shape';
import { items } from '../field';
import { CLUSTER, POOLER, SEALED_SECRET } from '../kind';
import type { RepositoryRule, RepositoryViolation } from '../repository-rule';
import type { Resource } from '../resource';

const SERVICES = 'spec.managed.services.additional';
const PLACES: { readonly [kind: string]: readonly Path[] } = {
  [CLUSTER]: [
    ['spec', 'inheritedMetadata'],
    ['spec', 'serviceAccountTemplate', 'metadata'],
  ],
  [POOLER]: [
    ['spec', 'template', 'metadata'],
    ['spec', 'serviceTemplate', 'metadata'],
    ['spec', 'serviceAccountTemplate', 'metadata'],
  ],
  [SEALED_SECRET]: [['spec', 'template', 'metadata']],
};

/** P-50: the labels and annotations that a controller gives to what it makes are such that Kubernetes takes them. */
export const MADE_METADATA: RepositoryRule = {
  id: 'P-50',
  kinds: ['Cluster', 'Pooler', 'SealedSecret'],
  phase: Phase.REPOSITORY,
  judge: Judge.KUBERNETES,
  says: 'Labels and annotations for the objects that are made of this one are valid: nothing checks them before Kubernetes refuses the Pod, Service or Secret that has them.',
  fix: 'Correct or remove it.',
  source: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  check: (repository) =>
    repository.ofKind(CLUSTER, POOLER, SEALED_SECRET).flatMap((on) => placesOf(on).flatMap((path) => violations(on, path))),
};

function placesOf({ kind, object }: Resource): Path[] {
  return [...PLACES[kind], ...items(object, SERVICES).map(({ path }) => [...path, 'serviceTemplate', 'metadata'])];
}

function violations(on: Resource, path: Path): RepositoryViolation[] {
  const metadata = fields(path.reduce<any>((value, key) => value?.[key], on.object));
  const labels = texts(metadata.labels);
  const misnamed = (map: 'labels' | 'annotations', format: string) =>
    Object.keys(texts(metadata[map])).flatMap((name) => {
      const allowed = formatProblem(format, name);
      return allowed ? [{ on, path: [...path, map, name], given: name, allowed }] : [];
    });
  const values = Object.keys(labels)
    .filter((name) => !isLabelValue(labels[name]))
    .map((name) => ({
      on,
      path: [...path, 'labels', name],
      given: labels[name],
      allowed: 'letters, digits, "-", "_" and ".", at most 63, a letter or digit first and last',
    }));
  return [...misnamed('labels', 'qualified-name'), ...misnamed('annotations', 'annotation-name'), ...values];
}
