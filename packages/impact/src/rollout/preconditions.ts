import type { ConfigProblem, PlatformModel, PlatformRelease } from '@pgplatform/core';

/** What has to be put right before a step to the next row; `has` says whether a file is in the repository. */
export function preconditions(model: PlatformModel, next: PlatformRelease, has: (path: string) => boolean): ConfigProblem[] {
  return [...unsealed(model, has), ...(next.step === 'plugin' ? certManager(model) : [])];
}

/** An overlay with a missing sealed file does not build: Argo CD would stay where it is, and apply this step with the next one. */
function unsealed({ environments }: PlatformModel, has: (path: string) => boolean): ConfigProblem[] {
  return environments.flatMap(({ name, secrets }) =>
    secrets
      .filter(({ source, file }) => source === 'sealed' && !has(file))
      .map((secret) => ({
        code: 'SECRET_UNSEALED',
        path: `environments.${name}.secrets.${secret.name}`,
        message:
          'This secret is declared and not sealed, so the overlay does not build and nothing of this step would be applied.',
        given: `no ${secret.file}`,
        fix: `Seal it: pgplatform seal ${name} ${secret.name}`,
      })),
  );
}

function certManager({ options }: PlatformModel): ConfigProblem[] {
  return options?.operatorValues?.prerequisites?.certManager === undefined
    ? [
        {
          code: 'CERT_MANAGER_UNDECLARED',
          path: 'operatorValues.prerequisites.certManager',
          message: 'The Barman Cloud plugin needs cert-manager, and .projenrc.ts does not say where it comes from.',
          allowed: 'existing, install',
          fix: 'Add operatorValues: { prerequisites: { certManager: Prerequisite.EXISTING } } (from @pgplatform/operator-values) when it is in the cluster, or Prerequisite.INSTALL to have it installed; run npx projen, and merge that first.',
        },
      ]
    : [];
}
