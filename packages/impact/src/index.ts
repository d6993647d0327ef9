export type { ChangeRule } from './change-rule';
export { capacityWords, databaseName, subject, unagreed } from './change-words';
export { compareEffects, EFFECTS, type Effect, worstOf } from './effect';
export { type ImpactOptions, impactOf, unacknowledged } from './impact';
export type { ApplicationImpact, Capacity, Change, DatabaseImpact, ImpactReport } from './impact-report';
export type { ManifestSet } from './manifest-set';
export { type ImpactSubject, impactMarkdown } from './markdown-report';
export { CHANGE_RULES } from './rules';
