export { PgPlatformProject } from './pg-platform-project';
export type {
  Acknowledgement,
  ExternalStore,
  IgnoredRule,
  PgPlatformProjectOptions,
  PlatformEnvironmentOptions,
  SealedSecretsController,
} from './pg-platform-project-options';
export { synthesizeRepository } from './repository-synthesis';
