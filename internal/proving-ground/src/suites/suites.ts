import { ADMISSION } from './admission';
import { DELIVERY } from './delivery';
import { SECRETS } from './secrets';
import type { Suite } from './suite';

/** Every suite, in the order in which they are run. */
export const SUITES: readonly Suite[] = [ADMISSION, DELIVERY, SECRETS];
