/** The version of everything that is built or read: the one place. `modules/*\/go.mod` say the same, which a test holds. */
export const VERSIONS = {
  kubernetes: 'v1.36.3',
  etcd: 'v3.6.14',
  /** Newest first. */
  cloudNativePg: ['v1.30.0', 'v1.29.1', 'v1.28.1', 'v1.27.0'],
  barmanPlugin: 'v0.13.0',
  /** From 3.3 on its zip lacks gitops-engine, a module in a folder of it which is not served; 3.2.12 does not compile. */
  argoCd: 'v3.2.11',
  argoCdCrds: 'v3.5.1',
  /** The two that this Argo CD comes with. */
  kustomize: 'v5.7.0',
  helm: 'v3.18.4',
  sealedSecrets: 'v0.40.0',
  prometheusOperator: 'v0.93.0',
  snapshotter: 'v8.4.0',
  certManager: 'v1.19.2',
} as const;
