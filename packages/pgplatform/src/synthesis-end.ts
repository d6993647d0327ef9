import { writeFileSync } from 'node:fs';

/** Also known to another copy of this module: entry files are bundles. */
const ENDED = Symbol.for('pgplatform.synthesisEnded');

/** Names a file that the end of a synthesis makes: what an upgrade waits for, whatever the exit code says. */
const STAMP = 'PGPLATFORM_SYNTHESIS_STAMP';

/** The end of the syntheses of this process: everything is written. */
export const SynthesisEnd = {
  /** To be called last. */
  record(): void {
    (globalThis as any)[ENDED] = true;
    const stamp = process.env[STAMP];
    if (stamp) {
      writeFileSync(stamp, '');
    }
  },
  /** Whether there was one. */
  isRecorded(): boolean {
    return (globalThis as any)[ENDED] === true;
  },
};
