import { createHash } from 'node:crypto';
import { isUnder, type SourceTree, yamlFile } from '@pgplatform/reading';
import type { RepositoryFiles } from '../check/repository-files';

const OURS = /cnpg\.io\/|cloudnative-?pg/i;

/** A folder with one object, as a repository has them. */
type ChartBuild = { readonly path: string; readonly objects: { readonly object: any; readonly file: string }[] };

/**
 * The Helm charts of a repository that have to do with databases, each as one object of kind `Chart`: Helm is not run here, so
 * its templates count by their content alone.
 */
export function helmCharts({ tree, charts }: RepositoryFiles): ChartBuild[] {
  return charts.flatMap((path): ChartBuild[] => {
    const at = (name: string) => (path ? `${path}/${name}` : name);
    const chart = mapIn(tree, at('Chart.yaml'));
    const templates = tree.paths.filter((file) => isUnder(file, at('templates')));
    const texts = templates.map((file) => [file.slice(path.length), tree.read(file)?.toString('latin1') ?? ''] as const);
    const isAboutDatabases = texts.some(([, text]) => /postgresql\.cnpg\.io\//.test(text));
    if (!isAboutDatabases && !OURS.test(JSON.stringify(chart?.dependencies ?? null))) return [];
    const digests = Object.fromEntries(texts.map(([file, text]) => [file, createHash('sha256').update(text).digest('hex')]));
    return [
      {
        path,
        objects: [
          {
            file: at('Chart.yaml'),
            object: {
              apiVersion: 'helm.sh/v2',
              kind: 'Chart',
              metadata: { name: chart?.name ?? path },
              spec: {
                dependencies: chart?.dependencies,
                values: mapIn(tree, at('values.yaml')),
                templates: isAboutDatabases ? digests : {},
              },
            },
          },
        ],
      },
    ];
  });
}

function mapIn(tree: SourceTree, file: string): any {
  const bytes = tree.read(file);
  const [map] = bytes ? yamlFile(file, bytes).documents : [];
  return typeof map === 'object' ? map : undefined;
}
