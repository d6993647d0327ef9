import type { Ground } from '../ground';
import type { Part } from '../part';
import type { Report } from '../report';

/** Something that is proved on the ground. */
export interface Suite {
  readonly name: string;
  /** What it proves, in one line. */
  readonly proves: string;
  /** What it needs beside the control plane; short forms may need less. */
  parts(short: boolean): readonly Part[];
  /** Debian's tools that it needs. */
  readonly tools: readonly string[];
  run(ground: Ground, report: Report): Promise<void>;
}
