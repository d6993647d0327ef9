export type { FleetConfig } from './fleet-config';
export type { FleetPlan, PlannedRepository } from './fleet-plan';
export type { GitHub } from './github';
export type { Progress } from './progress';
