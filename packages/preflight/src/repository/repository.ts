import { type Application, applicationsIn, folder } from './application';
import { isMap } from './field';
import { type Kustomization, kustomizationsIn } from './kustomization';
import { type RepositoryBuild, RepositoryContext, type RepositoryInput } from './repository-input';
import { type Resource, resourceOf } from './resource';

/** A repository with its objects in order: what rules ask questions of. */
export class Repository {
  public readonly resources: readonly Resource[];
  public readonly applications: readonly Application[];
  public readonly kustomizations: readonly Kustomization[];
  private readonly kinds = new Map<string, Resource[]>();
  private readonly identities = new Map<string, Resource>();
  private readonly filePaths: ReadonlySet<string>;

  public constructor(public readonly input: RepositoryInput) {
    const builds = input.builds.map((build) => ({ ...build, objects: build.objects.flatMap(flat) }));
    this.applications = builds.flatMap((build) => build.objects).flatMap(applicationsIn);
    this.resources = builds.flatMap((build) => {
      const namespace = this.defaultNamespace(build);
      return build.objects.map((built) => resourceOf(built, build, namespace));
    });
    for (const resource of this.resources) {
      const others = this.kinds.get(resource.kind);
      if (others) others.push(resource);
      else this.kinds.set(resource.kind, [resource]);
      this.identities.set(identity(resource.kind, resource.namespace, resource.name), resource);
    }
    this.kustomizations = kustomizationsIn(input.files ?? []);
    this.filePaths = new Set(input.files?.map(({ path }) => path));
  }

  public get generated(): boolean {
    return this.input.context === RepositoryContext.GENERATED;
  }

  /** All objects of some kinds. */
  public ofKind(...kinds: string[]): Resource[] {
    return kinds.flatMap((kind) => this.kinds.get(kind) ?? []);
  }

  /** The object with that identity. */
  public find(kind: string, namespace: string, name: string): Resource | undefined {
    return this.identities.get(identity(kind, namespace, name));
  }

  /** Whether there is a file of that path, from the repository's root. */
  public hasFile(path: string): boolean {
    return this.filePaths.has(path);
  }

  /** Whether objects of that kind are kept here, so that one that is missing is missed. */
  public owns(...kinds: string[]): boolean {
    return this.generated || kinds.some((kind) => this.kinds.has(kind));
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
  public applicationsOf(build: RepositoryBuild): Application[] {
    const path = folder(build.path);
    return this.applications.filter(({ sources }) => sources.some((source) => source.path === path));
  }

  /** Everything that an Application applies from this repository. */
  public appliedBy(application: Application): Resource[] {
    const paths = application.sources.map(({ path }) => path);
    return this.resources.filter(({ build }) => paths.includes(folder(build.path)));
  }

  private defaultNamespace(build: RepositoryBuild): string {
    const namespaces = new Set(this.applicationsOf(build).map(({ destination }) => destination.namespace));
    return namespaces.size === 1 ? [...namespaces][0] : '';
  }
}

function identity(kind: string, namespace: string, name: string): string {
  return `${kind}\n${namespace}\n${name}`;
}

/** The objects in a built object: itself, or the items of a List. */
export function flat({ object, file }: { readonly object: any; readonly file?: string }): { object: any; file?: string }[] {
  if (!isMap(object)) return [];
  if (typeof object.kind === 'string' && object.kind.endsWith('List') && Array.isArray(object.items)) {
    return object.items.filter(isMap).map((item: any) => ({ object: item, file }));
  }
  return [{ object, file }];
}
