import type { Path } from '../field-path';
import { type FileTree, templatesOf } from './application-set';
import { field, isMap, items, text } from './field';
import { folder } from './folder';
import { APPLICATION, APPLICATION_SET, kindOf } from './kind';
import type { BuiltObject } from './repository-input';

/** One source of an Application. */
export interface ApplicationSource {
  readonly repoUrl: string;
  /** Folder in the repository, without slashes at its ends. @default - a chart */
  readonly path?: string;
  /** Chart. @default - a folder */
  readonly chart?: string;
  readonly targetRevision?: string;
  readonly releaseName?: string;
  /** Where the source stands in the object. */
  readonly at: Path;
}

/** An Argo CD Application: one that is written out, or one that an ApplicationSet makes. */
export interface Application {
  /** The Application or ApplicationSet it comes from. */
  readonly on: BuiltObject;
  /** Where the Application stands in that object: nothing, or `spec.template`. */
  readonly at: Path;
  readonly name: string;
  readonly metadata: any;
  readonly spec: any;
  readonly sources: ApplicationSource[];
  /** Server or name of the cluster, and namespace, that it applies to. */
  readonly destination: { readonly cluster: string; readonly namespace: string };
  /** `syncPolicy.syncOptions`. */
  readonly syncOptions: string[];
}

/** The Applications in an object: itself, or those that it makes. */
export function applicationsIn(on: BuiltObject, tree: FileTree): Application[] {
  const { object } = on;
  if (kindOf(object) === APPLICATION) return [applicationOf(on, [], object)];
  if (kindOf(object) !== APPLICATION_SET) return [];
  return templatesOf(object, tree).map((made) => applicationOf(on, ['spec', 'template'], made));
}

function applicationOf(on: BuiltObject, at: Path, { metadata, spec }: any): Application {
  const sources = isMap(spec?.source) ? [{ item: spec.source, path: ['source'] as Path }] : items(spec, 'sources');
  const options = field(spec, 'syncPolicy.syncOptions');
  return {
    on,
    at,
    metadata: isMap(metadata) ? metadata : {},
    spec: isMap(spec) ? spec : {},
    name: text(metadata, 'name') ?? '',
    sources: sources.map(({ item, path }) => sourceOf(item, [...at, 'spec', ...path])),
    destination: {
      cluster: text(spec, 'destination.name') ?? text(spec, 'destination.server') ?? '',
      namespace: text(spec, 'destination.namespace') ?? '',
    },
    syncOptions: Array.isArray(options) ? options.filter((option) => typeof option === 'string') : [],
  };
}

function sourceOf(source: any, at: Path): ApplicationSource {
  const chart = text(source, 'chart');
  const path = text(source, 'path');
  return {
    at,
    chart,
    repoUrl: text(source, 'repoURL') ?? '',
    ...(chart === undefined && path !== undefined && { path: folder(path) }),
    targetRevision: text(source, 'targetRevision'),
    releaseName: text(source, 'helm.releaseName'),
  };
}
