import type { PlatformRelease } from '@pgplatform/core';

/** What an operator can do; it depends on its minor version. */
export class OperatorFeatures {
  private readonly minor: number;

  public constructor(release: PlatformRelease) {
    this.minor = Number(release.operatorVersion.split('.')[1]);
  }

  /** First and last PostgreSQL major it runs. Source: cloudnative-pg docs/src/supported_releases.md at v1.27.0 and v1.28.0 to v1.30.0. */
  public get postgresMajors(): { first: number; last: number } {
    return this.minor < 28 ? { first: 13, last: 17 } : { first: 14, last: 18 };
  }
}
