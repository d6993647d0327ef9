/** What a plain `.projenrc.ts` may take from one of our packages. */
export type PlainNames = {
  /** Value objects, with the static methods that make them from literals. */
  readonly values?: { readonly [name: string]: readonly string[] };
  /** Enums, with their members. */
  readonly enums?: { readonly [name: string]: readonly string[] };
};

/** The names by package. A test compares them with what the packages export. */
export const PLAIN_NAMES: { readonly [module: string]: PlainNames } = {
  pgplatform: {},
  '@pgplatform/application-set': {},
  '@pgplatform/cluster-base': {
    enums: {
      AzureCredentials: ['CONNECTION_STRING', 'STORAGE_KEY', 'SAS_TOKEN', 'MANAGED_IDENTITY'],
      BackupCompression: ['GZIP', 'BZIP2', 'SNAPPY'],
      BuiltinLocale: ['C', 'C_UTF8', 'PG_UNICODE_FAST'],
      DataDurability: ['REQUIRED', 'PREFERRED'],
      PodAntiAffinity: ['PREFERRED', 'REQUIRED'],
      SynchronousMethod: ['ANY', 'FIRST'],
      TaintEffect: ['NO_SCHEDULE', 'PREFER_NO_SCHEDULE', 'NO_EXECUTE'],
      UnsatisfiableSpread: ['SCHEDULE_ANYWAY', 'DO_NOT_SCHEDULE'],
    },
  },
  '@pgplatform/core': {
    values: {
      Cpu: ['cores', 'millis', 'parse'],
      CronSchedule: ['daily', 'hourly', 'weekly', 'parse'],
      ImageReference: ['parse'],
      Size: ['kibibytes', 'mebibytes', 'gibibytes', 'tebibytes', 'parse'],
    },
    enums: { BackupMethod: ['IN_TREE', 'PLUGIN'] },
  },
  '@pgplatform/environment-overlays': { enums: { ReclaimPolicy: ['RETAIN', 'DELETE'] } },
  '@pgplatform/operator-values': { enums: { Prerequisite: ['EXISTING', 'INSTALL'] } },
  '@pgplatform/sealed-secrets': {
    enums: {
      SealingScope: ['STRICT', 'NAMESPACE_WIDE', 'CLUSTER_WIDE'],
      SecretSource: ['SEALED', 'EXISTING', 'EXTERNAL'],
    },
  },
};

/** Options that are in no model: projen's own, and what `projen new` adds. A test compares them with projen's. */
export const PROJEN_OPTIONS: readonly string[] = [
  '__new__',
  'commitGenerated',
  'gitIgnoreOptions',
  'gitOptions',
  'logging',
  'outdir',
  'parent',
  'projectTree',
  'projenCommand',
  'projenrcJson',
  'projenrcJsonOptions',
  'renovatebot',
  'renovatebotOptions',
];
