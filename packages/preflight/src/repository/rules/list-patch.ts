import type { Path } from '../../field-path';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { field, isMap, items } from '../field';
import { joined } from '../folder';
import { CLUSTER, kindOf } from '../kind';
import { takingPart } from '../kustomization';
import type { Repository } from '../repository';
import type { RepositoryRule } from '../repository-rule';

/** P-40: a merge patch of a Cluster replaces no list. */
export const LIST_PATCH: RepositoryRule = {
  id: 'P-40',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'A merge patch of a Cluster has no list that the base has too: Kustomize replaces the whole list of a custom resource, and what the base had in it is lost.',
  fix: 'Patch inside lists with JSON 6902 operations, or keep the list in one layer.',
  source: 'https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/',
  severity: Severity.WARNING,
  check: (repository) =>
    repository.kustomizations.flatMap(({ object, path: from }) => {
      const named = [
        ...items(object, 'patches').map(({ item }) => item.path),
        ...(Array.isArray(object.patchesStrategicMerge) ? object.patchesStrategicMerge : []),
      ].filter((path) => typeof path === 'string');
      return named.flatMap((path) => {
        const file = repository.input.files?.find((candidate) => candidate.path === joined(from, path));
        return (file?.documents ?? [])
          .filter((document) => kindOf(document) === CLUSTER)
          .flatMap((document) =>
            lists(document.spec, ['spec'])
              .filter((way) => basesOf(repository, from).some((base) => Array.isArray(field(base, way.join('.')))))
              .map((at) => ({ on: { object: document, file: file?.path }, path: at })),
          );
      });
    }),
};

/** The Clusters in the resources that a kustomization takes in. */
function basesOf({ kustomizations, input }: Repository, from: string): any[] {
  const taken = new Set(takingPart(kustomizations, from).flatMap(({ takes }) => takes));
  return (input.files ?? [])
    .filter(({ path }) => taken.has(path))
    .flatMap(({ documents }) => documents.filter((document) => kindOf(document) === CLUSTER));
}

function lists(value: any, path: Path, seen = new Set<object>()): Path[] {
  if (Array.isArray(value)) return [path];
  // A document may contain itself.
  if (!isMap(value) || seen.size === seen.add(value).size) return [];
  return Object.keys(value).flatMap((name) => lists(value[name], [...path, name], seen));
}
