import { Model } from '@pgplatform/core';
import { readYaml } from '@pgplatform/test-kit';
import type { DocumentContext } from '../../src/documents/document-context';
import type { MarkdownFile } from '../../src/documents/markdown';
import { markdownParts } from './markdown-parts';

/** Words with a hyphen that name a thing of Kubernetes, Longhorn or the plugin, not of a repository. */
const VOCABULARY = ['plugin-barman-cloud', 'cert-manager', 'best-effort', 'in-cluster'];

/** Keys and variables that belong to the tools. */
const TOOL_KEYS = ['AWS_REQUEST_CHECKSUM_CALCULATION', 'AWS_RESPONSE_CHECKSUM_VALIDATION'];

/** An environment as the check knows it: read from the context alone. */
interface NamedEnvironment {
  readonly namespace: string;
  readonly cluster: string;
  readonly databases: string[];
  readonly secrets: string[];
  readonly objects: any[];
}

/** Every name, path and namespace that documents may use. */
export class PlatformNames {
  public readonly environments: { readonly [name: string]: NamedEnvironment };
  private readonly objects: any[];
  private readonly paths: string[];

  constructor(
    public readonly context: DocumentContext,
    documents: MarkdownFile[],
  ) {
    const { model, files, effective } = context;
    const shown = documents
      .flatMap((document) => markdownParts(document).fences)
      .filter(({ language }) => language === 'yaml')
      .flatMap(({ text }) => safely(text));
    this.objects = [...files.flatMap(({ content }) => content), ...Object.values(effective).flat(), ...shown];
    this.environments = Object.fromEntries(
      model.environments.map(({ name, namespace, cluster, secrets }) => [
        name,
        {
          namespace,
          cluster,
          objects: [...effective[name], ...shown.filter((object: any) => object.metadata?.namespace === namespace)],
          secrets: secrets.map((secret) => secret.name),
          databases: [
            'postgres',
            ...Object.values<any>(effective[name].find((object) => object.kind === 'Cluster').spec.bootstrap).map(
              ({ database }) => database,
            ),
            ...model.databases.filter(({ environment }) => environment === name).map((database) => database.name),
          ],
        },
      ]),
    );
    this.paths = [
      ...files.map(({ path }) => path),
      ...documents.map(({ path }) => path),
      ...model.environments.flatMap((environment) => [
        ...environment.secrets.map(({ file }) => file),
        `certs/${environment.name}.pem`,
        ...(environment.rendered ? [environment.rendered] : []),
      ]),
      Model.PATH,
      '.projenrc.ts',
    ];
  }

  /** A file, or a folder that has one. */
  public hasPath(path: string): boolean {
    return this.paths.some((known) => known === path || known.startsWith(`${path}/`));
  }

  /** A file that the reader is told to save into an overlay. */
  public isNewFile(path: string): boolean {
    return this.context.model.environments.some(
      ({ overlay }) =>
        path.startsWith(`${overlay}/`) && /^(alerts|[\w-]+-restore-\d+)\.yaml$/.test(path.slice(overlay.length + 1)),
    );
  }

  public hasName(name: string): boolean {
    const { model } = this.context;
    return (
      VOCABULARY.includes(name) ||
      this.objects.some((object) => object.metadata?.name === name || object.metadata?.generateName === name) ||
      JSON.stringify([this.context.files, this.context.model]).includes(`"${name}"`) ||
      Object.values(this.environments).some(
        ({ namespace, cluster, secrets }) => [namespace, ...secrets].includes(name) || new RegExp(`^${cluster}-\\d+$`).test(name),
      ) ||
      this.objects.some(
        ({ kind, metadata }) =>
          kind === 'Cluster' && ['rw', 'ro', 'r', 'app'].some((suffix) => name === `${metadata.name}-${suffix}`),
      ) ||
      name === `${model.applicationSet}-databases` ||
      this.applications().includes(name)
    );
  }

  /** `namespace/name` or `secret/KEY`. */
  public hasQualifiedName(text: string): boolean {
    const [first, second, more] = text.split('/');
    const namespaced = Object.values(this.environments).some(({ namespace }) => namespace === first) && this.hasName(second);
    return (
      more === undefined &&
      (namespaced || (this.hasName(first) && this.hasKey(second)) || this.hasKey(text) || ['base', 'wals'].includes(first))
    );
  }

  public isAcknowledged(object: string): boolean {
    return this.context.model.acknowledgements.some((acknowledgement) => acknowledgement.object === object);
  }

  public hasKey(key: string): boolean {
    return TOOL_KEYS.includes(key) || JSON.stringify([this.context.files, this.context.model.environments]).includes(`"${key}"`);
  }

  public hasService(namespace: string, service: string): boolean {
    return Object.values(this.environments).some(
      (environment) =>
        environment.namespace === namespace &&
        environment.objects.some(
          (object) =>
            object.kind === 'Cluster' && ['rw', 'ro', 'r'].some((suffix) => service === `${object.metadata.name}-${suffix}`),
        ),
    );
  }

  public hasNamespace(namespace: string): boolean {
    const { model } = this.context;
    return [
      model.argoNamespace,
      model.operator.namespace,
      ...model.environments.flatMap((environment) => [environment.namespace, environment.sealedSecrets.namespace]),
    ].includes(namespace);
  }

  public inNamespace(namespace: string): NamedEnvironment | undefined {
    return Object.values(this.environments).find((environment) => environment.namespace === namespace);
  }

  /** Whether the base, an overlay or a manifest in a document has such an object. */
  public hasObject(kind: string, name: string, namespace?: string): boolean {
    const pool = namespace ? (this.inNamespace(namespace)?.objects ?? this.objects) : this.objects;
    return pool.some((object) => object.kind === kind && object.metadata?.name === name);
  }

  /** Applications of the files, and those that the ApplicationSets make. */
  public applications(): string[] {
    return this.objects.flatMap((object) => {
      if (object.kind === 'Application') {
        return [object.metadata.name];
      }
      return object.kind === 'ApplicationSet'
        ? object.spec.generators.flatMap(({ list }: any) =>
            list.elements.map((element: any) =>
              object.spec.template.metadata.name.replace(/\{\{ \.(\w+) \}\}/g, (_: string, key: string) => element[key]),
            ),
          )
        : [];
    });
  }
}

function safely(yaml: string): any[] {
  try {
    return readYaml(yaml);
  } catch {
    return [];
  }
}
