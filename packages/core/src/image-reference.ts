import { configError } from './config-error';

/** Letters of the longest name, tag and digest, and of a host that there could be. */
const LONGEST = 1000;
const HOST =
  /(?:(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[a-fA-F0-9:]+\])(?::\d+)?/;
const PART = /[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*/;
/** Host, path, tag and digest. Source: https://pkg.go.dev/github.com/distribution/reference#pkg-overview (digests: SHA-256 only). */
const SYNTAX = new RegExp(
  `^(?:(${HOST.source})/)?(${PART.source}(?:/${PART.source})*)(?::(\\w[\\w.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}))?$`,
);

/**
 * A PostgreSQL image that does not move: registry, name, a tag that starts with the version, and optionally a digest.
 *
 * The operator reads the PostgreSQL version from the tag, so a digest alone is refused (rules CL-IMG-1 to CL-IMG-3), and so is a tag
 * that somebody else moves (`latest`, `17`), unless a digest pins it.
 */
export class ImageReference {
  /**
   * For example `ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie`, with or without `@sha256:…`.
   *
   * Throws a ConfigProblem `IMAGE_INVALID` or `IMAGE_FLOATING`.
   */
  public static parse(text: string): ImageReference {
    const match = String(text).length > LONGEST ? null : SYNTAX.exec(String(text));
    const [, host = '', path = '', tag, digest] = match ?? [];
    // As container runtimes do: a first part without dot, port, capital letter or "localhost" belongs to the name, and what has no
    // registry comes from Docker Hub, where the images without an owner are in `library`.
    const isHost = /[.:A-Z]/.test(host) || host === 'localhost';
    const registry = isHost && host !== 'index.docker.io' ? host : 'docker.io';
    const written = isHost || host === '' ? path : `${host}/${path}`;
    const name = registry === 'docker.io' && !written.includes('/') ? `library/${written}` : written;
    if (!match || name.length > 255) {
      throw problem(
        text,
        'IMAGE_INVALID',
        'This is not an image reference.',
        'Write registry/name:tag or registry/name:tag@sha256:<64 digits>.',
      );
    }
    const version = /^(\d+)(?:\.(\d+))?(?![\d.]*[a-z])/i.exec(tag ?? '');
    if (!tag || !version || (version[2] === undefined && !digest)) {
      throw problem(
        text,
        'IMAGE_FLOATING',
        tag && version
          ? 'The tag names a major version only: what it points at changes, and with it a running database.'
          : 'The operator reads the PostgreSQL version from the tag; this one has none.',
        'Name the minor version, for example :17.11-standard-trixie, or add the digest.',
      );
    }
    return new ImageReference(String(text), registry, name, tag, digest);
  }

  private constructor(
    private readonly text: string,
    /** Host of the registry, for example `ghcr.io`. */
    public readonly registry: string,
    /** Path in the registry, for example `cloudnative-pg/postgresql`. */
    public readonly name: string,
    /** Tag, for example `17.11-standard-trixie`. */
    public readonly tag: string,
    /** Digest, `sha256:` and 64 hexadecimal digits; nothing when the tag alone decides. */
    public readonly digest?: string,
  ) {}

  /** PostgreSQL major version. */
  public get major(): number {
    return Number(/^\d+/.exec(this.tag)?.[0]);
  }

  /** PostgreSQL version as the tag has it, for example `17.11`. */
  public get version(): string {
    return /^\d+(\.\d+)?/.exec(this.tag)?.[0] ?? '';
  }

  /** Debian codename, for example `trixie`; nothing when the tag does not tell. */
  public get debian(): string | undefined {
    return /-(bullseye|bookworm|trixie|forky)(?:$|[-.])/.exec(this.tag)?.[1];
  }

  /** `minimal`, `standard` or `system`; tags without one are `system`, as they were before flavours. */
  public get flavour(): string {
    return /-(minimal|standard|system)(?:$|-)/.exec(this.tag)?.[1] ?? 'system';
  }

  /** The whole reference, as it was written. */
  public toString(): string {
    return this.text;
  }

  /** The whole reference, for JSON. */
  public toJSON(): string {
    return this.text;
  }
}

function problem(given: string, code: string, message: string, fix: string): Error {
  return configError([
    { code, path: '', message, given: String(given), allowed: 'registry/name:17.11-standard-trixie, optionally @sha256:…', fix },
  ]);
}
