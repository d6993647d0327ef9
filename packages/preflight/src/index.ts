export type { Edit, Finding, ObjectRef } from './finding';
export { Phase, type Rule } from './rule';
export { Severity } from './severity';
