import { ArgoCd, type ArgoCdOptions, type ConfigProblem, configError, type GeneratedFile, Shape } from '@pgplatform/core';
import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { APPLICATION_ELEMENT, type ApplicationElement } from './application-element';
import { destinationProblems, elementKeys, nameProblems, templateProblems } from './application-set-rules';
import { elementValue, templatePatch } from './go-template';
import { automatedSync, SYNC_OPTIONS } from './sync-options';

/** Options of `ApplicationSet`. */
export interface ApplicationSetOptions {
  /** Name of the ApplicationSet; another name later makes two owners of the same Applications. @default postgres */
  readonly name?: string;
  /** Git repository: `https://…`, `ssh://…` or `git@host:path`. */
  readonly repoUrl: string;
  /** Branch or tag that Argo CD follows. @default main */
  readonly targetRevision?: string;
  /** Argo CD. @default - namespace argocd, project default */
  readonly argoCd?: ArgoCdOptions;
  /** The Applications, in order. */
  readonly elements: ApplicationElement[];
  /**
   * Name of an Application, with `{{ .env }}`, `{{ .namespace }}` and `{{ .product }}` filled in per element.
   * @default - `postgres-{{ .env }}`, with the ApplicationSet's name for postgres
   */
  readonly applicationName?: string;
  /** Folder of an Application in the repository, filled in like the name. @default infrastructure/postgres/overlays/{{ .env }} */
  readonly path?: string;
  /**
   * Whether an Application creates its namespace and labels it. Of several Applications in one namespace, one may.
   * @default true
   */
  readonly createNamespace?: boolean;
  /** File of the manifest, from the repository's root. @default - apps/infrastructure/, the name, .yaml */
  readonly file?: string;
}

/**
 * An Argo CD ApplicationSet over environments, or over products and environments, that cannot lose data.
 *
 * Its list is explicit; it creates and updates Applications and never deletes one; deleting an Application leaves the database where it
 * is. What differs between elements beyond text (sync policy, destination) is in the element, and reaches the Application through
 * `templatePatch`. Sources: https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/ and
 * .../Controlling-Resource-Modification/.
 */
export class ApplicationSet extends Construct {
  /** Run-time shape of the options. */
  public static readonly SHAPE: Shape = Shape.struct(
    {
      name: Shape.dnsLabel(),
      repoUrl: Shape.gitUrl(),
      targetRevision: Shape.text(),
      argoCd: ArgoCd.SHAPE,
      elements: Shape.list(APPLICATION_ELEMENT),
      applicationName: Shape.text(),
      path: Shape.text('^[^/]', 'a folder, from the repository root'),
      createNamespace: Shape.bool(),
      file: Shape.text('^[^/].*\\.yaml$', 'a path from the repository root that ends in .yaml'),
    } satisfies Record<keyof ApplicationSetOptions, Shape>,
    ['repoUrl', 'elements'],
  );

  /** Run-time shape of `SyncOptions`. */
  public static readonly SYNC_SHAPE: Shape = SYNC_OPTIONS;

  /**
   * What is wrong with options that have been read through `SHAPE`: `TEMPLATE_KEY`, `APPLICATION_NAME_TAKEN`, `NAME_INVALID`,
   * `DESTINATION_AMBIGUOUS`.
   *
   * @param options the options
   * @param path path of the options, for the problems
   */
  public static validate(options: ApplicationSetOptions, path: string = ''): ConfigProblem[] {
    const at = (name: string) => (path ? `${path}.${name}` : name);
    const { elements = [], applicationName, path: folder } = withDefaults(options);
    const problems = [
      ...templateProblems(applicationName, elements, at('applicationName')),
      ...templateProblems(folder, elements, at('path')),
    ];
    return [
      ...problems,
      ...(problems.length > 0 ? [] : nameProblems(applicationName, elements, at)),
      ...destinationProblems(elements, at),
    ];
  }

  /** The ApplicationSet as a plain object. */
  public readonly manifest: any;
  private readonly file: string;

  /**
   * @param scope a cdk8s Chart, or a construct in one
   * @param id name of the construct in its scope
   * @param options the options
   */
  constructor(scope: Construct, id: string, options: ApplicationSetOptions) {
    super(scope, id);
    const problems: ConfigProblem[] = [];
    const read: ApplicationSetOptions = ApplicationSet.SHAPE.read(options, '', problems) ?? {};
    problems.push(...ApplicationSet.validate(read));
    if (problems.length > 0) {
      throw configError(problems);
    }
    const resolved = withDefaults(read);
    this.file = resolved.file;
    this.manifest = applicationSet(resolved);
    new ApiObject(this, resolved.name, this.manifest);
  }

  /** The manifest's file. */
  public files(): GeneratedFile[] {
    return [{ path: this.file, content: [this.manifest] }];
  }
}

function withDefaults(options: ApplicationSetOptions): Required<ApplicationSetOptions> {
  const name = options.name ?? 'postgres';
  return {
    ...options,
    name,
    targetRevision: options.targetRevision ?? 'main',
    argoCd: { namespace: 'argocd', project: 'default', ...options.argoCd },
    applicationName: options.applicationName ?? `${name}-{{ .env }}`,
    path: options.path ?? 'infrastructure/postgres/overlays/{{ .env }}',
    createNamespace: options.createNamespace ?? true,
    file: options.file ?? `apps/infrastructure/${name}.yaml`,
  };
}

function applicationSet(options: Required<ApplicationSetOptions>): any {
  const sync = options.elements.map((element) => automatedSync(element.sync ?? {}));
  const destination = options.elements.map(({ destination = {} }) =>
    destination.name ? { name: destination.name } : { server: destination.server ?? ArgoCd.IN_CLUSTER },
  );
  const syncDiffers = differs(sync);
  const destinationDiffers = differs(destination);
  const patch = {
    spec: {
      ...(destinationDiffers && { destination: elementValue('destination') }),
      ...(syncDiffers && { syncPolicy: { automated: elementValue('sync') } }),
    },
  };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: {
      name: options.name,
      namespace: options.argoCd.namespace,
      // Lets the controller detach the Applications before the ApplicationSet goes; Kubernetes would delete them with their owner.
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [
        {
          list: {
            elements: options.elements.map((element, i) => ({
              ...elementKeys(element),
              ...(destinationDiffers && { destination: destination[i] }),
              ...(syncDiffers && { sync: sync[i] }),
            })),
          },
        },
      ],
      syncPolicy: { preserveResourcesOnDeletion: true, applicationsSync: 'create-update' },
      template: template(options, syncDiffers ? null : sync[0], destinationDiffers ? {} : destination[0]),
      ...(Object.keys(patch.spec).length > 0 && { templatePatch: templatePatch(patch) }),
    },
  };
}

function template(options: Required<ApplicationSetOptions>, automated: any, destination: any): any {
  const product = options.elements.length > 0 && options.elements.every((element) => element.product);
  const environment = { environment: '{{ .env }}' };
  return {
    metadata: {
      name: options.applicationName,
      labels: { 'app.kubernetes.io/part-of': options.name, ...(product && { product: '{{ .product }}' }), ...environment },
      annotations: { [ArgoCd.COMPARE_OPTIONS]: 'ServerSideDiff=true' },
    },
    spec: {
      project: options.argoCd.project,
      source: { repoURL: options.repoUrl, targetRevision: options.targetRevision, path: options.path },
      destination: { ...destination, namespace: '{{ .namespace }}' },
      syncPolicy: {
        ...(automated && { automated }),
        ...(options.createNamespace && { managedNamespaceMetadata: { labels: environment } }),
        // No PruneLast: what is pruned would be a wave of its own, and the sync would wait for the health of all that is before it.
        syncOptions: [
          ...(options.createNamespace ? ['CreateNamespace=true'] : []),
          'ServerSideApply=true',
          'SkipDryRunOnMissingResource=true',
          'Delete=false',
        ],
        retry: ArgoCd.retry(),
      },
    },
  };
}

function differs(values: any[]): boolean {
  return new Set(values.map((value) => JSON.stringify(value))).size > 1;
}
