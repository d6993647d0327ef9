import { text } from './field';
import { kindOf } from './kind';
import type { BuiltObject, RepositoryBuild } from './repository-input';

/** One object of one build. */
export interface Resource extends BuiltObject {
  /** `Kind.group`. */
  readonly kind: string;
  readonly name: string;
  /** Its own namespace, or the destination's of the only Application that applies it; empty when nothing says. */
  readonly namespace: string;
  readonly build: RepositoryBuild;
}

/** A built object with what rules ask of it first. */
export function resourceOf(built: BuiltObject, build: RepositoryBuild, defaultNamespace: string): Resource {
  const { object, file } = built;
  return {
    object,
    file,
    build,
    kind: kindOf(object),
    name: text(object, 'metadata.name') ?? '',
    namespace: text(object, 'metadata.namespace') ?? defaultNamespace,
  };
}

/** `Cluster postgres-prod/postgres-shared`, for people. */
export function titleOf({ kind, namespace, name }: Resource): string {
  return `${kind.split('.')[0]} ${namespace ? `${namespace}/` : ''}${name}`;
}
