import type { ModelEnvironment, ModelSecret } from '@pgplatform/core';
import { WellKnownSecrets } from '../src/well-known-secrets';

/** The backup credentials of stage, as the model has them. */
export function backupSecret(overrides: Partial<ModelSecret> = {}): ModelSecret {
  const file = 'infrastructure/postgres/overlays/stage/backup-s3-credentials-sealed.yaml';
  return { ...WellKnownSecrets.backupCredentials().toModel({ namespace: 'postgres-stage', file }), ...overrides };
}

/** An environment of the model, with only what sealing reads. */
export function environment(name: string, certificate?: { path: string; spki: string }): ModelEnvironment {
  return {
    name,
    destination: name,
    certificate,
    sealedSecrets: { name: 'sealed-secrets-controller', namespace: 'kube-system' },
  } as ModelEnvironment;
}

/** The codes of thrown problems. */
export function codesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    return (error as { problems: { code: string }[] }).problems.map((problem) => problem.code);
  }
  return [];
}
