/** A model of a generated repository in which nothing is missing, with some fields as the test wants them. */
export function wholeModel(fields: object = {}): any {
  return {
    modelVersion: 1,
    packageVersion: '0.2.0',
    team: 'payments',
    repoUrl: 'https://git.example.com/payments/postgres.git',
    targetRevision: 'main',
    platformRelease: '2026.07',
    operator: {
      version: '1.30.0',
      chart: '0.29.0',
      namespace: 'cnpg-system',
      releaseName: 'cnpg',
      deployment: 'cnpg-cloudnative-pg',
    },
    backupMethod: 'plugin',
    argoNamespace: 'argocd',
    argoProject: 'default',
    applicationSet: 'postgres',
    options: { team: 'payments' },
    environments: [],
    databases: [],
    ignores: [],
    acknowledgements: [],
    ...fields,
  };
}

/** One of its environments. */
export function wholeEnvironment(name: string, fields: object = {}): any {
  return {
    name,
    namespace: `postgres-${name}`,
    cluster: 'postgres-shared',
    destination: 'https://kubernetes.default.svc',
    overlay: `infrastructure/postgres/overlays/${name}`,
    instances: 1,
    storage: '10Gi',
    image: { reference: 'ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie', major: 17 },
    serverNames: ['postgres-shared'],
    sealedSecrets: { name: 'sealed-secrets-controller', namespace: 'kube-system' },
    secrets: [],
    ...fields,
  };
}

/** A secret of an environment. */
export function wholeSecret(name: string, environment: string, fields: object = {}): any {
  return {
    name,
    namespace: `postgres-${environment}`,
    scope: 'strict',
    file: `infrastructure/postgres/overlays/${environment}/${name}-sealed.yaml`,
    type: 'Opaque',
    labels: {},
    annotations: {},
    sealedAnnotations: {},
    keys: [{ name: 'ACCESS_KEY_ID' }],
    source: 'sealed',
    ...fields,
  };
}

/** A product database. */
export function wholeDatabase(name: string, environment: string): any {
  return {
    product: name,
    environment,
    resource: `${name}-${environment}`,
    namespace: `postgres-${environment}`,
    name,
    owner: name,
    folder: `workloads/${name}/databases/${environment}`,
  };
}
