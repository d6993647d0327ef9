/** The reference system as it was first written down, to say what differs from it. Not used for anything that is generated. */
export const REFERENCE = {
  chart: '0.26.0',
  operator: '1.27.0',
  postgres: '17.2',
  instances: 1,
  storageClass: 'longhorn-single-replica',
  bucket: 'cloudnativepg-backups',
  retention: '30d',
  compression: 'gzip',
  parameters: {
    max_connections: '100',
    wal_level: 'replica',
    max_wal_senders: '10',
    max_replication_slots: '10',
    archive_timeout: '5min',
  },
  environments: {
    stage: { cpu: '1', memory: '1Gi', storage: '10Gi', sharedBuffers: '256MB' },
    prod: { cpu: '2', memory: '2Gi', storage: '50Gi', sharedBuffers: 'tuned' },
  },
} as const;
