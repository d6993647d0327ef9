import { type Application, applicationsIn } from './application';
import { isMap } from './field';
import { folder } from './folder';
import { type Kustomization, kustomizationsIn } from './kustomization';
import { MultiMap } from './multi-map';
import { type RepositoryBuild, RepositoryContext, type RepositoryInput } from './repository-input';
import { type Resource, resourceOf } from './resource';

/** A repository with its objects in order: what rules ask questions of. */
export class Repository {
  public readonly resources: readonly Resource[];
  public readonly applications: readonly Application[];
  public readonly kustomizations: readonly Kustomization[];
  /** Under kind; kind and namespace; kind, namespace and name. */
  private readonly index = new MultiMap<Resource>();
  private readonly byFolder = new MultiMap<Resource>();
  private readonly appliers = new MultiMap<Application>();
  private readonly filePaths: ReadonlySet<string>;

  public constructor(public readonly input: RepositoryInput) {
    const builds = input.builds.map((build) => ({ ...build, objects: build.objects.flatMap(flat) }));
    const tree = { folders: builds.map(({ path }) => folder(path)), files: input.files ?? [] };
    this.applications = builds.flatMap((build) => build.objects).flatMap((built) => applicationsIn(built, tree));
    for (const application of this.applications) {
      for (const path of pathsOf(application)) this.appliers.add(path, application);
    }
    this.resources = builds.flatMap((build) => {
      const namespace = this.defaultNamespace(build);
      const resources = build.objects.map((built) => resourceOf(built, build, namespace));
      for (const resource of resources) this.byFolder.add(folder(build.path), resource);
      return resources;
    });
    for (const resource of this.resources) {
      const { kind, namespace, name } = resource;
      this.index.add(kind, resource);
      this.index.add(`${kind}\n${namespace}`, resource);
      this.index.add(`${kind}\n${namespace}\n${name}`, resource);
    }
    this.kustomizations = kustomizationsIn(input.files ?? []);
    this.filePaths = new Set(input.files?.map(({ path }) => path));
  }

  public get generated(): boolean {
    return this.input.context === RepositoryContext.GENERATED;
  }

  /** All objects of some kinds. */
  public ofKind(...kinds: string[]): readonly Resource[] {
    return kinds.length === 1 ? this.index.all(kinds[0]) : kinds.flatMap((kind) => this.index.all(kind));
  }

  /** The objects of a kind in a namespace. */
  public inNamespace(kind: string, namespace: string): readonly Resource[] {
    return this.index.all(`${kind}\n${namespace}`);
  }

  /** The object with that identity. */
  public find(kind: string, namespace: string, name: string): Resource | undefined {
    return this.named(kind, namespace, name)[0];
  }

  /** The objects with that identity, which more than one build may have. */
  public named(kind: string, namespace: string, name: string): readonly Resource[] {
    return this.index.all(`${kind}\n${namespace}\n${name}`);
  }

  /** Whether there is a file of that path, from the repository's root. */
  public hasFile(path: string): boolean {
    return this.filePaths.has(path);
  }

  /** Whether objects of that kind are kept here, so that one that is missing is missed. */
  public owns(...kinds: string[]): boolean {
    return this.generated || this.ofKind(...kinds).length > 0;
  }

  /** Whether Argo CD has anything to do with the repository. */
  public get usesArgo(): boolean {
    return (
      this.generated ||
      this.applications.length > 0 ||
      this.resources.some(({ object }) =>
        Object.keys(object.metadata?.annotations ?? {}).some((name) => name.startsWith('argocd.')),
      )
    );
  }

  /** The Applications that apply a build. */
  public applicationsOf(build: RepositoryBuild): readonly Application[] {
    return this.appliers.all(folder(build.path));
  }

  /** Everything that an Application applies from this repository. */
  public appliedBy(application: Application): readonly Resource[] {
    return pathsOf(application).flatMap((path) => this.byFolder.all(path));
  }

  private defaultNamespace(build: RepositoryBuild): string {
    const namespaces = new Set(this.applicationsOf(build).map(({ destination }) => destination.namespace));
    return namespaces.size === 1 ? [...namespaces][0] : '';
  }
}

/** A repository with its objects in order. */
export function repositoryOf(input: RepositoryInput): Repository {
  return new Repository(input);
}

/** The folders that an Application applies, each once. */
function pathsOf({ sources }: Application): string[] {
  return [...new Set(sources.flatMap(({ path }) => path ?? []))];
}

/** The objects in a built object: itself, or the items of a List. */
export function flat({ object, file }: { readonly object: any; readonly file?: string }): { object: any; file?: string }[] {
  if (!isMap(object)) return [];
  if (typeof object.kind === 'string' && object.kind.endsWith('List') && Array.isArray(object.items)) {
    return object.items.filter(isMap).map((item: any) => ({ object: item, file }));
  }
  return [{ object, file }];
}
