import { plainText } from '@pgplatform/core';
import type { buildPlan } from '../check/build/build-plan';
import type { RepositoryFiles } from '../check/repository-files';

type Application = ReturnType<typeof buildPlan>['applications'][number];

const CHART = 'cloudnative-pg';

/** What installs the operator besides Applications (Flux, Kustomize, charts), as if Applications did, so that its version is read there too. */
export function operatorSources(
  files: RepositoryFiles,
  charts: readonly { readonly objects: readonly { readonly object: any }[] }[],
): Application[] {
  const documents = [...files.manifests.flatMap((file) => file.documents), ...files.kustomizations.map(({ object }) => object)];
  const versions = [
    ...documents.flatMap((document) => versionsIn(document)),
    ...charts.flatMap(({ objects }) => objects.flatMap(({ object }) => dependencyIn(object?.spec?.dependencies))),
  ].filter((version) => typeof version === 'string' && /\d/.test(version));
  return versions.map((targetRevision) => ({ sources: [{ chart: CHART, targetRevision }] }) as unknown as Application);
}

function versionsIn({ kind, spec, helmCharts }: any): unknown[] {
  const release = kind === 'HelmRelease' && spec?.chart?.spec;
  const isOci = kind === 'OCIRepository' && plainText(spec?.url).endsWith(`/${CHART}`);
  return [
    ...(release && release.chart === CHART ? [release.version] : []),
    ...(isOci ? [spec.ref?.tag ?? spec.ref?.semver] : []),
    ...dependencyIn(helmCharts),
  ];
}

function dependencyIn(list: any): unknown[] {
  return Array.isArray(list) ? list.flatMap((one) => (one?.name === CHART ? [one.version] : [])) : [];
}
