import { plainText } from '@pgplatform/core';
import type { Repository, Resource } from './comparison';
import { differences, fieldName } from './difference';
import { effectsOf, worstOf } from './effect';
import { MEANING } from './field-meaning';
import type { Change, DatabaseImpact } from './impact-report';
import { sourceOf } from './installation';
import { ruledChange } from './ruled-change';
import { isMap, mapsIn } from './shape';

/** Chart of https://cloudnative-pg.github.io/charts that makes a Cluster. */
const CHART = 'cluster';
const SOURCE = 'https://github.com/cloudnative-pg/charts/tree/main/charts/cluster';

/** Every mechanism by which a chart does something to a database. */
export const RELEASE_RULES = [
  {
    id: 'release-changes',
    says: 'A Helm chart makes the Cluster of this, and Helm is not run here: render it before and after (helm template), and compare the two folders.',
  },
  { id: 'release-appears', says: 'A Helm chart makes a new Cluster beside what runs.' },
  { id: 'release-disappears', says: 'The Helm release goes, and with it the Cluster that it made and its volumes.' },
  {
    id: 'chart-disappears',
    says: 'The chart that makes Clusters is no longer here: whether they go with it depends on what installs it.',
  },
] as const;

const change = ruledChange(RELEASE_RULES, SOURCE);

/** A database that a chart makes: what it is made of, not what it becomes. */
type Release = {
  readonly object: string;
  readonly namespace: string;
  readonly cluster: string;
  readonly content: any;
  readonly isChart: boolean;
};

/** The verdicts on databases that charts make. */
export function releaseImpacts({ before, after }: { readonly before: Repository; readonly after: Repository }): DatabaseImpact[] {
  const [were, are] = [before, after].map((one) => new Map(releasesIn(one).map((release) => [release.object, release])));
  return [...new Set([...were.keys(), ...are.keys()])].map((object) => {
    const [from, to] = [were.get(object), are.get(object)];
    const { namespace, cluster } = (to ?? from) as Release;
    const changes = changesOf(from, to);
    const effects = changes.map(({ effect }) => effect);
    return { namespace, cluster, destination: '', verdict: worstOf(effects), effects: effectsOf(effects), changes };
  });
}

function changesOf(from: Release | undefined, to: Release | undefined): Change[] {
  if (from && to) {
    return differences(from.content, to.content, MEANING).map(({ path, from: was, to: is }) =>
      change('release-changes', to.object, {
        path: fieldName(path),
        from: was ?? null,
        to: is ?? null,
        effect: 'unknown',
        reversible: false,
        interruption: 'unknown',
      }),
    );
  }
  if (to) return [change('release-appears', to.object)];
  const gone = from as Release;
  return gone.isChart
    ? [change('chart-disappears', gone.object, { effect: 'unknown', reversible: false, interruption: 'unknown' })]
    : [
        change('release-disappears', gone.object, {
          effect: 'destroys data',
          reversible: false,
          interruption: 'Clients lose the database.',
        }),
      ];
}

function releasesIn(repository: Repository): Release[] {
  const charts = repository.ofKind('Chart.helm.sh').filter(({ object }) => makesClusters(object));
  return [
    ...charts.map((chart) => release(chart, chart.object.spec, true)),
    ...repository.applications.flatMap((application): Release[] => {
      const index = application.sources.findIndex((source) => source.chart === CHART && isOurs(source.repoUrl));
      if (index < 0) return [];
      const { helm } = application.spec.source ?? application.spec.sources?.[index] ?? {};
      const { namespace } = application.destination;
      return [
        {
          object: `Application/${plainText(application.metadata.namespace ?? '')}/${application.name}`,
          namespace,
          cluster: clusterName(helm?.releaseName ?? application.name),
          content: { version: application.sources[index].targetRevision, helm },
          isChart: false,
        },
      ];
    }),
    ...repository.ofKind('HelmRelease.helm.toolkit.fluxcd.io').flatMap((resource): Release[] => {
      const spec = isMap(resource.object.spec) ? resource.object.spec : {};
      const own = spec.chart?.spec;
      const local = charts.find(({ build }) => folder(build.path) === folder(plainText(own?.chart ?? '-')));
      const source =
        own?.chart === CHART && isOursByRef(repository, own.sourceRef)
          ? own
          : sourceOf(repository, spec.chartRef, resource.namespace, CHART);
      if (!local && !source) return [];
      return [release(resource, { version: source?.version, values: spec.values, valuesFrom: spec.valuesFrom }, false)];
    }),
    ...repository.kustomizations.flatMap(({ object, file }) =>
      mapsIn(object.helmCharts)
        .filter(({ name, repo }) => name === CHART && isOurs(plainText(repo)))
        .map(({ releaseName, namespace, ...content }) => ({
          object: `Kustomization//${file}/${releaseName ?? ''}`,
          namespace: plainText(namespace ?? object.namespace ?? ''),
          cluster: clusterName(releaseName ?? CHART),
          content,
          isChart: false,
        })),
    ),
  ];
}

/** A chart of this repository with templates of Clusters, or that takes in one that has. */
export function makesClusters(chart: any): boolean {
  const { templates, dependencies } = chart?.spec ?? {};
  return (
    (isMap(templates) && Object.keys(templates).length > 0) ||
    mapsIn(dependencies).some(({ name, repository }) => name === CHART && isOurs(plainText(repository)))
  );
}

function release({ object, namespace, name, kind }: Resource, content: any, isChart: boolean): Release {
  const helm = object.spec?.releaseName ?? name;
  return {
    object: `${kind.split('.')[0]}/${namespace}/${name}`,
    namespace: plainText(object.spec?.targetNamespace ?? namespace),
    cluster: isChart ? name : clusterName(helm),
    content,
    isChart,
  };
}

/** The name that the chart gives to its Cluster (templates/_helpers.tpl). */
function clusterName(releaseName: string): string {
  return releaseName.includes(CHART) ? releaseName : `${releaseName}-${CHART}`;
}

function isOursByRef(repository: Repository, ref: any): boolean {
  const found = repository.ofKind('HelmRepository.source.toolkit.fluxcd.io').find(({ name }) => name === ref?.name);
  return isOurs(plainText(found?.object.spec?.url ?? ref?.name));
}

function isOurs(url: string): boolean {
  return /cloudnative-?pg|cnpg/i.test(url);
}

function folder(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}
