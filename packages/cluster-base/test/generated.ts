import { Chart, Testing } from 'cdk8s';
import { ClusterBase, type ClusterBaseOptions } from '../src';

/** A cluster base in an app of its own. */
export function generate(options: ClusterBaseOptions = {}, chart: Chart = new Chart(Testing.app(), 'test')): ClusterBase {
  return new ClusterBase(chart, 'postgres', options);
}

/** The generated objects of a kind, cluster-scoped ones too. */
export function objects(options: ClusterBaseOptions, kind: string): any[] {
  const base = generate(options);
  return [...base.files(), ...base.clusterScopedFiles()].flatMap((file) => file.content).filter((object) => object.kind === kind);
}

/** The one generated object of a kind; nothing when there is none. */
export function object(options: ClusterBaseOptions, kind: string): any {
  const found = objects(options, kind);
  expect(found.length).toBeLessThanOrEqual(1);
  return found[0];
}

/** The spec of the Cluster. */
export function spec(options: ClusterBaseOptions = {}): any {
  return object(options, 'Cluster').spec;
}

/** Code and path of every problem that the options have. */
export function problems(options: any): string[] {
  try {
    generate(options);
  } catch (error) {
    return (error as { problems: { code: string; path: string }[] }).problems.map(({ code, path }) => `${code} ${path}`);
  }
  return [];
}
