import { VERSIONS } from './versions';

/** Something that the ground is made of: programs that Go builds, and files of a module's zip. */
export interface Part {
  readonly name: string;
  readonly version: string;
  /** How long it takes on an idle machine of two cores, from an empty build cache after the parts before it. */
  readonly seconds: number;
  /** File name of each program -> its Go package. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Go module whose zip is read. Programs are built in it, with its own go.mod and go.sum. @default - `workspace` */
  readonly module?: string;
  /** Folder in `modules/` that programs are built in: of modules that replace others by folders which their zip does not have. */
  readonly workspace?: string;
  /** Files and folders of that zip that are kept. */
  readonly files?: readonly string[];
}

export const KUBERNETES: Part = {
  name: 'kubernetes',
  version: VERSIONS.kubernetes,
  seconds: 200,
  workspace: 'kubernetes',
  programs: {
    'kube-apiserver': 'k8s.io/kubernetes/cmd/kube-apiserver',
    'kube-controller-manager': 'k8s.io/kubernetes/cmd/kube-controller-manager',
  },
};

export const KUBECTL: Part = {
  name: 'kubectl',
  version: VERSIONS.kubernetes,
  seconds: 25,
  workspace: 'kubernetes',
  programs: { kubectl: 'k8s.io/kubernetes/cmd/kubectl' },
};

export const ETCD: Part = {
  name: 'etcd',
  version: VERSIONS.etcd,
  seconds: 15,
  workspace: 'etcd',
  programs: { etcd: 'go.etcd.io/etcd/server/v3' },
};

/** The operator's manager, its release manifest and its samples. Newest first. */
export const OPERATORS: readonly Part[] = VERSIONS.cloudNativePg.map((version) => ({
  name: 'cloudnative-pg',
  version,
  seconds: 90,
  module: 'github.com/cloudnative-pg/cloudnative-pg',
  programs: { manager: './cmd/manager' },
  files: [`releases/cnpg-${version.slice(1)}.yaml`, 'docs/src/samples'],
}));

export const BARMAN_PLUGIN: Part = {
  name: 'plugin-barman-cloud',
  version: VERSIONS.barmanPlugin,
  seconds: 2,
  module: 'github.com/cloudnative-pg/plugin-barman-cloud',
  files: ['manifest.yaml', 'config/crd/bases'],
};

export const PROMETHEUS_OPERATOR: Part = {
  name: 'prometheus-operator',
  version: VERSIONS.prometheusOperator,
  seconds: 2,
  module: 'github.com/prometheus-operator/prometheus-operator',
  files: ['example/prometheus-operator-crd/monitoring.coreos.com_podmonitors.yaml'],
};

export const CERT_MANAGER: Part = {
  name: 'cert-manager',
  version: VERSIONS.certManager,
  seconds: 2,
  module: 'github.com/cert-manager/cert-manager',
  files: ['deploy/crds/cert-manager.io_certificates.yaml', 'deploy/crds/cert-manager.io_issuers.yaml'],
};

/** The operator looks for its kinds, and refuses backups by snapshots where they are not. */
export const SNAPSHOTTER: Part = {
  name: 'external-snapshotter',
  version: VERSIONS.snapshotter,
  seconds: 2,
  module: 'github.com/kubernetes-csi/external-snapshotter/client/v8',
  files: ['config/crd/snapshot.storage.k8s.io_volumesnapshots.yaml'],
};

export const SEALED_SECRETS: Part = {
  name: 'sealed-secrets',
  version: VERSIONS.sealedSecrets,
  seconds: 15,
  module: 'github.com/bitnami-labs/sealed-secrets',
  programs: { controller: './cmd/controller' },
};

export const SEALED_SECRETS_CRDS: Part = {
  name: 'sealed-secrets-crds',
  version: VERSIONS.sealedSecrets,
  seconds: 2,
  module: 'github.com/bitnami-labs/sealed-secrets',
  files: ['helm/sealed-secrets/crds'],
};

const ARGO = 'github.com/argoproj/argo-cd/v3';

/** Its controllers are one program, told apart by its name. */
export const ARGO_CD: Part = {
  name: 'argo-cd',
  version: VERSIONS.argoCd,
  seconds: 120,
  module: ARGO,
  programs: { argocd: './cmd' },
  files: ['manifests/crds'],
};

export const ARGO_CD_CRDS: Part = {
  name: 'argo-cd-crds',
  version: VERSIONS.argoCdCrds,
  seconds: 2,
  module: ARGO,
  files: ['manifests/crds'],
};

export const KUSTOMIZE: Part = {
  name: 'kustomize',
  version: VERSIONS.kustomize,
  seconds: 5,
  module: 'sigs.k8s.io/kustomize/kustomize/v5',
  programs: { kustomize: '.' },
};

export const HELM: Part = {
  name: 'helm',
  version: VERSIONS.helm,
  seconds: 15,
  module: 'helm.sh/helm/v3',
  programs: { helm: './cmd/helm' },
};
