import { ADMISSION } from './admission';
import type { Suite } from './suite';

/** Every suite, in the order in which they are run. */
export const SUITES: readonly Suite[] = [ADMISSION];
