import { isDeepStrictEqual } from 'node:util';
import type { ModelSecret, PlatformModel } from '@pgplatform/core';
import type { MetadataRefresh } from '@pgplatform/sealed-secrets';
import type { RemoteModel } from './remote-model';

/** Sealed files of which newer packages declare other labels or annotations. They belong to people: nothing else of them changes. */
export async function sealedFiles({ files, model }: RemoteModel, after: PlatformModel): Promise<MetadataRefresh[]> {
  const { metadataRefresh } = require('@pgplatform/sealed-secrets') as typeof import('@pgplatform/sealed-secrets'); // not for every plan
  const known = new Map(secretsOf(model).map((secret) => [secret.file, metadataOf(secret)]));
  const declaredAnew = secretsOf(after).filter(
    (secret) => known.has(secret.file) && !isDeepStrictEqual(known.get(secret.file), metadataOf(secret)),
  );
  const refreshes: MetadataRefresh[] = [];
  for (const secret of declaredAnew) {
    const text = files.inTheWayOf(secret.file) === undefined ? await files.text(secret.file) : undefined;
    const refresh = text === undefined ? undefined : metadataRefresh(secret, text);
    if (refresh) refreshes.push(refresh);
  }
  return refreshes;
}

function secretsOf({ environments }: PlatformModel): ModelSecret[] {
  return environments.flatMap(({ secrets }) => secrets).filter(({ source }) => source === 'sealed');
}

function metadataOf({ labels, annotations, sealedAnnotations }: ModelSecret): object {
  return { labels, annotations, sealedAnnotations };
}
