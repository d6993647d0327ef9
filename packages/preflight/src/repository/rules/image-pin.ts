import { PlatformRelease } from '@pgplatform/core';
import { Phase } from '../../rule';
import { Severity } from '../../severity';
import { imageOf } from '../cluster-image';
import { field } from '../field';
import { CLUSTER } from '../kind';
import type { RepositoryRule } from '../repository-rule';

const RELEASE_IMAGES = new Set(PlatformRelease.all().flatMap((release) => release.images.map(String)));

/** P-01: what a Cluster runs is written down, to the minor version. */
export const IMAGE_PIN: RepositoryRule = {
  id: 'P-01',
  kinds: ['Cluster'],
  phase: Phase.REPOSITORY,
  says: 'The PostgreSQL image is pinned to a minor version; an open one changes with the operator or with the registry.',
  fix: 'Set spec.imageName, for example ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie.',
  source: 'cloudnative-pg pkg/versions/versions.go (the default changed from 17.5 to 18.0 in 1.27.1)',
  foreign: Severity.WARNING,
  check: (repository) =>
    repository.ofKind(CLUSTER).flatMap((on) => {
      const image = imageOf(repository, on);
      const path = ['spec', 'imageName'];
      if (!image) {
        return field(on.object, 'spec.imageCatalogRef') === undefined
          ? [
              {
                on,
                path,
                allowed: 'registry/name:MAJOR.MINOR-…',
                why: 'Without an image the operator chooses one, and another one after its next update.',
              },
            ]
          : [];
      }
      if (image.major !== undefined && image.minor === undefined && !image.digest) {
        return [
          {
            on,
            path,
            given: image.reference,
            allowed: 'a tag that starts with MAJOR.MINOR',
            why: 'The tag names no minor version: what it points at moves.',
          },
        ];
      }
      const production =
        /(^|-)prod(uction)?(-|$)/.test(on.namespace) || field(on.object, 'metadata.labels.environment') === 'prod';
      // In a generated repository the platform release answers for its own images.
      const released = repository.generated && RELEASE_IMAGES.has(image.reference);
      return production && !image.digest && !released
        ? [
            {
              on,
              path,
              given: image.reference,
              severity: Severity.INFO,
              allowed: 'tag@sha256:…',
              why: 'A tag can be pushed again; only a digest pins the bytes that production runs.',
              fix: 'Add the digest.',
            },
          ]
        : [];
    }),
};
