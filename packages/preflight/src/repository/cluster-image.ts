import { plainText } from '@pgplatform/core';
import { imageTag } from '../postgres-image';
import { field, items, text } from './field';
import { IMAGE_CATALOG } from './kind';
import type { Repository } from './repository';
import type { Resource } from './resource';

/** What a PostgreSQL image reference tells. */
export interface PostgresImage {
  readonly reference: string;
  readonly major?: number;
  readonly minor?: number;
  /** `17.11`, or `17` where only the major version is known. */
  readonly version?: string;
  /** Debian codename. */
  readonly debian?: string;
  /** `minimal`, `standard` or `system`; nothing for images that are not the project's. */
  readonly flavour?: string;
  readonly digest?: string;
}

/** The image that a Cluster names, or that its ImageCatalog has for its major version; nothing when the operator chooses. */
export function imageOf(repository: Repository, cluster: Resource): PostgresImage | undefined {
  const named = text(cluster.object, 'spec.imageName');
  if (named !== undefined) return postgresImage(named);
  const reference = field(cluster.object, 'spec.imageCatalogRef');
  const kind = reference?.kind === 'ClusterImageCatalog' ? 'ClusterImageCatalog.postgresql.cnpg.io' : IMAGE_CATALOG;
  const catalog = repository
    .ofKind(kind)
    .find(({ name, namespace }) => name === reference?.name && (kind !== IMAGE_CATALOG || namespace === cluster.namespace));
  const entry = items(catalog?.object, 'spec.images').find(({ item }) => item.major === reference?.major);
  const image = text(entry?.item, 'image');
  return image === undefined
    ? undefined
    : postgresImage(image, typeof reference?.major === 'number' ? reference.major : undefined);
}

/**
 * Reads an image reference the way the operator reads the version from it.
 *
 * @param reference for example `ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie`
 * @param catalogMajor the major version that a catalog has it for, which counts whatever the tag says
 */
export function postgresImage(reference: string, catalogMajor?: number): PostgresImage {
  const [name, digest] = reference.split('@');
  const tag = imageTag(name);
  const [, tagMajor, tagMinor] = /^(\d+)(?:\.(\d+))?/.exec(tag) ?? [];
  const major = catalogMajor === undefined ? tagMajor : plainText(catalogMajor);
  const minor = major === tagMajor ? tagMinor : undefined;
  const flavour = /-(minimal|standard|system)(?=$|-)/.exec(tag)?.[1];
  const official = /(^|\/)cloudnative-pg\/postgresql(:|$)/.test(name);
  return {
    reference,
    ...(digest && { digest }),
    ...(major && { major: Number(major) }),
    ...(minor && { minor: Number(minor) }),
    ...(major && { version: minor ? `${major}.${minor}` : major }),
    debian: /-(bullseye|bookworm|trixie|forky)(?=$|-)/.exec(tag)?.[1],
    // Tags without a flavour are from before flavours, when there was only what is `system` now.
    flavour: flavour ?? (official && tag ? 'system' : undefined),
  };
}
