export { type ApplyOptions, applyPlan } from './apply';
export type { ApplyReport, Outcome, RepositoryOutcome, RingOutcome } from './apply/apply-report';
export type { FleetConfig } from './fleet-config';
export type { FleetPlan, PlannedRepository } from './fleet-plan';
export type { GitHub } from './github';
export { readMarker } from './marker';
export type { Progress } from './progress';
export { readFleetPlan } from './read-fleet-plan';
export { parseShard, type Shard } from './shard';
