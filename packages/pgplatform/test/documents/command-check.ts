import { PlatformRelease } from '@pgplatform/core';
import * as kinds from '../../src/documents/kinds';
import type { PlatformNames } from './platform-names';

const KINDS: Record<string, string> = {
  [kinds.CLUSTERS]: 'Cluster',
  [kinds.OBJECT_STORES]: 'ObjectStore',
  [kinds.APPLICATIONS]: 'Application',
  [kinds.BACKUPS]: 'Backup',
  [kinds.SCHEDULED_BACKUPS]: 'ScheduledBackup',
  [kinds.DATABASES]: 'Database',
  [kinds.DATABASE_ROLES]: 'DatabaseRole',
  [kinds.SEALED_SECRETS]: 'SealedSecret',
  [kinds.POD_MONITORS]: 'PodMonitor',
  [kinds.CERTIFICATES]: 'Certificate',
};
/** Built-in resources and those of others, which have no object in the repository. */
const OTHERS = [
  'pods',
  'pvc',
  'secret',
  'service',
  'events',
  'deployment',
  'deployments',
  'crd',
  'storageclass',
  'volumes.longhorn.io',
];
const CLUSTER_SCOPED = ['crd', 'storageclass'];
/** Applications that an earlier version named; a document says which to delete. */
const LEFT_BEHIND = ['cloudnativepg', 'plugin-barman-cloud'];
const FLAGS_WITH_VALUE = ['-n', '-c', '-l', '-o', '-f', '--type', '-p'];
const COMMANDS = [
  'check',
  'diff',
  'migrate',
  'upgrade',
  'fleet',
  'seal',
  'seal --refresh-metadata',
  'seal status',
  'cert pin',
  'live',
  'reseal',
];

/** Whether a command names what is there. */
export class CommandCheck {
  constructor(private readonly names: PlatformNames) {}

  public problems([program, ...words]: string[]): string[] {
    switch (program) {
      case 'kubectl':
        return words[0] === 'cnpg' ? this.cnpg(words) : this.kubectl(words);
      case 'npx':
        return words[0] === 'pgplatform' ? this.pgplatform(words.slice(1)) : this.projen(words);
      case 'node_modules/.bin/pgplatform': // where a value may be typed by mistake: npx keeps its arguments in a log
        return this.pgplatform(words);
      case 'aws':
      case 'gcloud':
      case 'az':
        return this.cloud(words);
      case 'argocd':
        return words[0] === 'app'
          ? words
              .slice(2)
              .filter((name) => !this.names.applications().includes(name))
              .map((name) => `no Application ${name}`)
          : [];
      case 'npm':
      case 'git':
      case 'node':
      case 'curl':
      case 'grep':
        return [];
      default:
        return [`unknown program ${program}`];
    }
  }

  private kubectl(words: string[]): string[] {
    const [verb, ...rest] = words;
    const separator = rest.indexOf('--');
    const own = separator < 0 ? rest : rest.slice(0, separator);
    const flags = new Map<string, string>();
    const positional: string[] = [];
    for (let i = 0; i < own.length; i++) {
      if (FLAGS_WITH_VALUE.includes(own[i])) {
        flags.set(own[i], own[++i]);
      } else if (own[i].startsWith('-')) {
        flags.set(own[i], '');
      } else {
        positional.push(own[i]);
      }
    }
    const namespace = flags.get('-n');
    return [
      ...(namespace !== undefined && !this.names.hasNamespace(namespace) ? [`no namespace ${namespace}`] : []),
      ...this.container(flags.get('-c')),
      ...this.selector(namespace, flags.get('-l')),
      ...this.verb(verb, positional, namespace, flags),
      ...(separator < 0 ? [] : this.inContainer(rest.slice(separator + 1), namespace)),
    ];
  }

  private verb(verb: string, positional: string[], namespace: string | undefined, flags: Map<string, string>): string[] {
    switch (verb) {
      case 'get':
      case 'describe':
      case 'patch':
      case 'delete':
        return this.resources(positional, namespace, flags);
      case 'annotate':
        return [
          ...this.resources(positional.slice(0, 2), namespace, flags),
          ...(/^[a-z.]+\/[a-z-]+=\S+$/.test(positional[2]) ? [] : ['no annotation']),
        ];
      case 'exec':
      case 'logs':
        return this.workload(positional[0], namespace);
      case 'rollout':
        return this.workload(positional[1], namespace);
      case 'port-forward':
        return positional[0] === 'SUBSTITUTED' && positional[1] === '9187:9187' ? [] : ['a port that a Service does not have'];
      case 'apply':
      case 'create': {
        const file = flags.get('-f') ?? '';
        return file === '-' || this.names.hasPath(file) ? [] : [`no file ${file}`];
      }
      case 'version':
        return [];
      default:
        return [`the verb ${verb} is not for documents`];
    }
  }

  private resources([resource, ...objects]: string[], namespace: string | undefined, flags: Map<string, string>): string[] {
    return resource.split(',').flatMap((type) => {
      if (!KINDS[type] && !OTHERS.includes(type)) {
        return [`no resource ${type}, or an ambiguous name`];
      }
      if (!namespace && !flags.has('-A') && !CLUSTER_SCOPED.includes(type)) {
        return ['no namespace'];
      }
      return objects.filter((name) => !this.exists(type, name, namespace)).map((name) => `no ${type} ${name} in ${namespace}`);
    });
  }

  private exists(type: string, name: string, namespace?: string): boolean {
    const { names } = this;
    const environment = namespace ? names.inNamespace(namespace) : undefined;
    switch (type) {
      case 'crd':
        return name in KINDS;
      case 'storageclass':
        return JSON.stringify(names.context.effective).includes(`"storageClass":"${name}"`);
      case 'deployment':
        return name === names.context.model.operator.deployment;
      case 'service':
        return names.context.model.environments.some(({ sealedSecrets: s }) => s.name === name && s.namespace === namespace);
      case 'secret':
      case kinds.SEALED_SECRETS:
        return environment?.secrets.includes(name) ?? false;
      case 'pvc':
        return [`${environment?.cluster}-1`, `${environment?.cluster}-1-wal`].includes(name);
      case kinds.APPLICATIONS:
        return [...names.applications(), ...LEFT_BEHIND].includes(name);
      default:
        return names.hasObject(KINDS[type], name, namespace);
    }
  }

  private workload(target: string, namespace?: string): string[] {
    const [type, name] = target.split('/');
    const known =
      type === 'svc' && namespace
        ? this.names.hasService(namespace, name)
        : type === 'deployment' && name === this.names.context.model.operator.deployment;
    return known ? [] : [`no ${target} in ${namespace}`];
  }

  private container(name?: string): string[] {
    const allowed = ['postgres', ...(this.names.context.model.backupMethod === 'plugin' ? ['plugin-barman-cloud'] : [])];
    return name === undefined || allowed.includes(name) ? [] : [`no container ${name}`];
  }

  private selector(namespace: string | undefined, selector?: string): string[] {
    const cluster = /cnpg\.io\/cluster=([\w-]+)/.exec(selector ?? '')?.[1];
    return cluster && this.names.inNamespace(namespace ?? '')?.cluster !== cluster
      ? [`no Cluster ${cluster} in ${namespace}`]
      : [];
  }

  private inContainer(words: string[], namespace?: string): string[] {
    const [program, ...rest] = words;
    const databases = this.names.inNamespace(namespace ?? '')?.databases ?? [];
    const user = rest[rest.indexOf('-U') + 1];
    const database = { psql: rest[2], pg_dump: rest[rest.indexOf('-Fc') + 1], pg_restore: rest[rest.indexOf('-d') + 1] }[program];
    if (database !== undefined) {
      return [
        ...(user === 'postgres' ? [] : [`the local socket refuses ${user}`]),
        ...(databases.includes(database) ? [] : [`no database ${database} in ${namespace}`]),
      ];
    }
    if (program === 'barman-cloud-backup-list') {
      return this.names.context.model.backupMethod === 'in-tree' ? [] : ['the image has no Barman'];
    }
    return program === 'df' ? [] : [`the container has no ${program}`];
  }

  private cnpg(words: string[]): string[] {
    const [, verb, cluster, , namespace] = words;
    return verb === 'status' && this.names.inNamespace(namespace)?.cluster === cluster ? [] : ['not a status of a Cluster'];
  }

  private projen(words: string[]): string[] {
    return ['projen', 'projen validate', 'projen upgrade'].includes(words.join(' ')) ? [] : ['no such task'];
  }

  private pgplatform(words: string[]): string[] {
    const command = COMMANDS.filter((known) => `${words.join(' ')} `.startsWith(`${known} `)).sort(
      (a, b) => b.length - a.length,
    )[0];
    if (!command) {
      return ['no such command'];
    }
    const [environment, secret] = words.slice(command.split(' ').length);
    if (['seal', 'cert pin', 'live', 'reseal'].includes(command)) {
      const known = this.names.environments[environment];
      return [
        ...(known ? [] : [`no environment ${environment}`]),
        ...(command === 'seal' && !known?.secrets.includes(secret) ? [`no secret ${secret} in ${environment}`] : []),
      ];
    }
    return command === 'upgrade' ? this.upgrade(words) : [];
  }

  /** Upgrades go to what there is. */
  private upgrade(words: string[]): string[] {
    const option = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined);
    const [release, environment] = [option('--to'), option('--env')];
    return [
      ...(release === undefined || PlatformRelease.all().some(({ id }) => id === release) ? [] : [`no release ${release}`]),
      ...(environment === undefined || this.names.environments[environment] ? [] : [`no environment ${environment}`]),
    ];
  }

  /** Buckets and containers of cloud commands are those of the archives. */
  private cloud(words: string[]): string[] {
    const archives = JSON.stringify(this.names.context.model.environments.map(({ destinationPath }) => destinationPath));
    const named = words.flatMap((word, i) => [
      ...(/^(?:s3|gs):\/\/([^/]+)/.exec(word)?.slice(1) ?? []),
      ...(['--bucket', '--name'].includes(word) ? [words[i + 1]] : []),
    ]);
    return named.filter((bucket) => !archives.includes(`/${bucket}/`)).map((bucket) => `no archive is in ${bucket}`);
  }
}
