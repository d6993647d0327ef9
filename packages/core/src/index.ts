export { configError, formatProblems, isConfigError } from './config-error';
export type { ConfigProblem } from './config-problem';
export { Cpu } from './cpu';
export { Model } from './model';
export type {
  ModelAcknowledgement,
  ModelCertificate,
  ModelController,
  ModelDatabase,
  ModelEnvironment,
  ModelIgnore,
  ModelImage,
  ModelOperator,
  ModelSecret,
  ModelSecretKey,
  PlatformModel,
} from './model';
export { nearestName } from './nearest-name';
export { Size } from './size';
