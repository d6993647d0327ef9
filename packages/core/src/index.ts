export { LONGEST_AMOUNT } from './amount-limit';
export type { ArgoCdOptions, ClusterDestination } from './argo-cd';
export { ArgoCd } from './argo-cd';
export type { BackupRef, ClusterRef } from './cluster-ref';
export { configError, formatProblems, isConfigError } from './config-error';
export type { ConfigProblem } from './config-problem';
export {
  CONTROLLER_ANNOTATIONS,
  CONTROLLER_PREFIX,
  isUnmanaged,
  MANAGED,
  manageCommand,
  SKIP_OWNER,
} from './controller-annotation';
export { Cpu } from './cpu';
export { CronSchedule } from './cron-schedule';
export { errorSubject, judging } from './error-subject';
export type { GeneratedFile } from './generated-file';
export { GitUrl } from './git-url';
export { matchGlob } from './glob';
export { imageProblems } from './image-lineage';
export { ImageReference } from './image-reference';
export { KubernetesName } from './kubernetes-name';
export { KubernetesPatch } from './kubernetes-patch';
export { majorUpgradeDoubts, majorUpgradeProblems } from './major-upgrade';
export type {
  ModelAcknowledgement,
  ModelCertificate,
  ModelController,
  ModelDatabase,
  ModelDestination,
  ModelEnvironment,
  ModelIgnore,
  ModelImage,
  ModelOperator,
  ModelSecret,
  ModelSecretKey,
  PlatformModel,
} from './model';
export { Model } from './model';
export { nearestName } from './nearest-name';
export type { ParameterTuningOptions } from './parameter-tuning';
export { ParameterTuning } from './parameter-tuning';
export { plainText } from './plain-text';
export type { PostgresImageOptions } from './platform-release';
export { BackupMethod, PlatformRelease } from './platform-release';
export { PostgresParameters } from './postgres-parameters';
export { printable, printableJson } from './printable';
export { redacted, withoutCredentials } from './redaction';
export { isSafePath } from './safe-path';
export { Shape } from './shape';
export { Size } from './size';
export { StorePatch } from './store-patch';
export { isRecordedSynthesis, recordSynthesis } from './synthesis-record';
export { nameActionReleases, workflowAction } from './workflow-action';
