export type { ApplicationElement } from './application-element';
export type { ApplicationSetOptions } from './application-set';
export { ApplicationSet } from './application-set';
export type { RootApplicationOptions } from './root-application';
export { RootApplication } from './root-application';
export type { SyncOptions } from './sync-options';
