import type { Repository, Resource } from './comparison';
import type { Change } from './impact-report';
import type { ManifestSet } from './manifest-set';
import { objectName } from './object-name';

type Repositories = { readonly before: Repository; readonly after: Repository };

/**
 * What there is to say of an object that is not the same on both sides, where one of them cannot be read or built; nothing when
 * both can, or neither.
 */
export function unreadChange(
  from: Resource | undefined,
  to: Resource | undefined,
  { before, after }: Repositories,
): Change | undefined {
  const resource = (to ?? from) as Resource;
  const [was, is] = [unreadPlace(from, resource, before), unreadPlace(to, resource, after)];
  const place = was ?? is;
  if (place === undefined || (was !== undefined && is !== undefined)) return undefined;
  // What was never read properly is gone all the same when its file is.
  const isGone = (one: Resource | undefined, other: Repository) =>
    !one && resource.file !== undefined && !other.hasFile(resource.file);
  if ((was && isGone(to, after)) || (is && isGone(from, before))) return undefined;
  return {
    object: objectName(resource),
    path: '',
    from: null,
    to: null,
    effect: 'unknown',
    why: `${place} cannot be read or built as it ${was === undefined ? 'is after' : 'was before'} the change, so what it makes of this object is not known.`,
    interruption: 'unknown',
    reversible: true,
    source: 'https://kubernetes.io/docs/reference/using-api/',
    rule: 'file-unread',
  };
}

/** The file or the folder of an object that cannot be read or built in a repository. */
function unreadPlace(own: Resource | undefined, other: Resource, { input }: Repository): string | undefined {
  const { file, build } = own ?? other;
  const { unread = [] } = input as Pick<ManifestSet, 'unread'>;
  return [file, build.path].find((place) => place !== undefined && unread.includes(place));
}
