export type { EnvironmentOptions } from './environment-options';
export type { EnvironmentOverlayOptions } from './environment-overlay';
export { EnvironmentOverlay } from './environment-overlay';
