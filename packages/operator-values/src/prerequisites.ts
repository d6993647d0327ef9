import { Shape } from '@pgplatform/core';
import type { ChartApplication } from './chart-application';

/** Where a program that the platform needs comes from. */
export enum Prerequisite {
  /** It is in the cluster already. */
  EXISTING = 'existing',
  /** An Argo CD Application of this repository installs it. */
  INSTALL = 'install',
}

/** The programs that the platform needs beside the operator. */
export interface PrerequisitesOptions {
  /**
   * The sealed-secrets controller, which opens sealed credentials. `install`: v0.40.0, as `sealed-secrets-controller` in `kube-system`,
   * and nobody but cluster administrators may call it through the API server.
   * @default Prerequisite.EXISTING
   */
  readonly sealedSecrets?: Prerequisite;
  /**
   * cert-manager, which makes the certificates between the operator and the Barman Cloud plugin (2026.07 and later).
   * `install`: v1.21.2 in `cert-manager`.
   * @default Prerequisite.EXISTING
   */
  readonly certManager?: Prerequisite;
}

const PREREQUISITE = Shape.oneOf(Object.values(Prerequisite));

export const PREREQUISITES = Shape.struct({
  sealedSecrets: PREREQUISITE,
  certManager: PREREQUISITE,
} satisfies Record<keyof PrerequisitesOptions, Shape>);

/**
 * Chart 2.20.0 is the first with controller v0.40.0, in which /v1/verify and /v1/rotate no longer help to decrypt a sealed value
 * (https://github.com/bitnami/sealed-secrets/releases, pull requests 2019 and 2049). Its default binds the role that reaches those
 * endpoints to every authenticated user; here it is bound to nobody.
 */
const SEALED_SECRETS: Omit<ChartApplication, 'name'> = {
  repoUrl: 'https://bitnami.github.io/sealed-secrets',
  chart: 'sealed-secrets',
  version: '2.20.0',
  releaseName: 'sealed-secrets',
  values: {
    fullnameOverride: 'sealed-secrets-controller',
    rbac: { serviceProxier: { create: true, bind: false } },
  },
  namespace: 'kube-system',
  syncOptions: [],
};

/** Source: https://cert-manager.io/docs/installation/helm/; leader election stays in cert-manager's own namespace. */
const CERT_MANAGER: Omit<ChartApplication, 'name'> = {
  repoUrl: 'https://charts.jetstack.io',
  chart: 'cert-manager',
  version: 'v1.21.2',
  releaseName: 'cert-manager',
  values: {
    crds: { enabled: true },
    global: { leaderElection: { namespace: 'cert-manager' } },
  },
  namespace: 'cert-manager',
  syncOptions: [],
};

/** The charts of the prerequisites that are to be installed. */
export function prerequisiteCharts(options: PrerequisitesOptions): ChartApplication[] {
  return [
    ...(options.sealedSecrets === Prerequisite.INSTALL ? [{ name: 'sealed-secrets', ...SEALED_SECRETS }] : []),
    ...(options.certManager === Prerequisite.INSTALL ? [{ name: 'cert-manager', ...CERT_MANAGER }] : []),
  ];
}
