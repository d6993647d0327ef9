import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from './output';
import type { Report } from './report';

/** A chart that a repository names. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  /** Text of a release manifest, which stands in for it: YAML documents. */
  readonly manifest: string;
}

/** A folder that serves as a chart repository: real charts where somebody has given them, else stand-ins. */
export async function writeChartRepository(
  folder: string,
  charts: readonly Chart[],
  real: string | undefined,
  report: Report,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const chart of charts) {
    const archive = `${chart.name}-${chart.version}.tgz`;
    if (real && existsSync(join(real, archive))) {
      copyFileSync(join(real, archive), join(folder, archive));
    } else {
      report.standIn(`chart ${chart.name} ${chart.version}: the release manifest of its module, whatever its values are`);
      await packStandIn(folder, archive, chart);
    }
  }
  const entries = Object.fromEntries(
    charts.map(({ name }) => [
      name,
      charts.filter((chart) => chart.name === name).map(({ version }) => indexEntry(name, version)),
    ]),
  );
  writeFileSync(join(folder, 'index.yaml'), JSON.stringify({ apiVersion: 'v1', entries }));
}

const indexEntry = (name: string, version: string) => ({ apiVersion: 'v2', name, version, urls: [`${name}-${version}.tgz`] });

/** The manifest is a file of the chart, not a template: its braces are text. */
async function packStandIn(folder: string, archive: string, { name, version, manifest }: Chart): Promise<void> {
  const source = join(folder, `${name}-${version}.source`);
  mkdirSync(join(source, name, 'templates'), { recursive: true });
  writeFileSync(join(source, name, 'Chart.yaml'), JSON.stringify({ apiVersion: 'v2', name, version }));
  writeFileSync(join(source, name, 'manifest.yaml'), manifest);
  writeFileSync(join(source, name, 'templates/all.yaml'), '{{ .Files.Get "manifest.yaml" }}\n');
  await output('tar', ['-czf', join(folder, archive), '-C', source, name]);
}
