import { atoi } from './go-number';

/**
 * The tag of an image reference: `latest` when it names neither tag nor digest, empty when it names only a digest.
 *
 * cloudnative-pg/machinery pkg/image/reference.
 */
export function imageTag(image: string): string {
  const named = image.replace(/@sha256:[a-fA-F0-9]+$/, '');
  const last = named.slice(named.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return (colon >= 0 && last.slice(colon + 1)) || (named === image ? 'latest' : '');
}

/** The PostgreSQL major version a tag starts with, or undefined (cloudnative-pg/machinery pkg/postgres/version FromTag). */
export function majorOfTag(tag: string): number | undefined {
  const [major, minor = '0'] = (/^(\d\.?)+/.exec(tag)?.[0] ?? '').split('.');
  return atoi(minor) === undefined ? undefined : atoi(major);
}
