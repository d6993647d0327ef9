export { Crds } from './crds';
export { kustomizeBuild, kustomizers } from './kustomize';
export { objectKey } from './object-key';
export type { RunOptions, RunResult } from './run';
export { run } from './run';
export { type LiveSecret, SecretController } from './secret-controller';
export { temporaryDirectory } from './temporary-directory';
export { testWhen } from './test-when';
export { readYaml, readYaml12 } from './yaml';
