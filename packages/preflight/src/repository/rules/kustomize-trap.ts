import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { items } from '../field';
import { takingPart } from '../kustomization';
import type { RepositoryRule } from '../repository-rule';

const WHY: { readonly [name: string]: string } = {
  namePrefix:
    'It renames the Cluster but not the references to it (spec.cluster.name, barmanObjectName, secrets), and breaks sealed values.',
  nameSuffix:
    'It renames the Cluster but not the references to it (spec.cluster.name, barmanObjectName, secrets), and breaks sealed values.',
  commonLabels: 'It adds labels to selectors too, and silently breaks NetworkPolicies.',
};

/** P-21: no transformer that Kustomize applies to half of what it should. */
export const KUSTOMIZE_TRAP: RepositoryRule = {
  id: 'P-21',
  kinds: ['Kustomization'],
  phase: Phase.REPOSITORY,
  says: 'A kustomization of a database uses no namePrefix, nameSuffix, commonLabels or labels with includeSelectors.',
  fix: 'Write names out; use labels with includeSelectors: false.',
  source: 'https://github.com/kubernetes-sigs/kustomize/issues/2193',
  foreign: Severity.WARNING,
  check: (repository) => {
    const builds = repository.resources.filter(({ kind }) => kind.endsWith('.cnpg.io')).map(({ build }) => build.path);
    const parts = new Set([...new Set(builds)].flatMap((path) => takingPart(repository.kustomizations, path)));
    return [...parts].flatMap((on) => [
      ...Object.keys(WHY)
        .filter((name) => on.object[name] !== undefined && on.object[name] !== '')
        .map((name) => ({ on, path: [name], given: on.object[name], why: WHY[name] })),
      ...items(on.object, 'labels')
        .filter(({ item }) => item.includeSelectors === true)
        .map(({ path }) => ({
          on,
          path: [...path, 'includeSelectors'],
          given: true,
          why: WHY.commonLabels,
          edits: [{ path: [...path, 'includeSelectors'], value: false }],
        })),
    ]);
  },
};
