export type { Edit, Finding, ObjectRef } from './finding';
export { Preflight } from './preflight';
export { Phase, type Rule } from './rule';
export { Severity } from './severity';
