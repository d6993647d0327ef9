import { DEFAULT_ENVIRONMENT_NAMES, defaultEnvironment } from './default-environments';
import type { PgPlatformProjectOptions, PlatformEnvironmentOptions } from './pg-platform-project-options';

/**
 * The text of the `.projenrc.ts` that a new repository starts with: what the command line said, spelled out.
 *
 * @param options what the command line said, defaults filled in
 */
export function projenrcTemplate(
  options: PgPlatformProjectOptions & { readonly platformRelease: string; readonly repoUrl: string },
): string {
  const { name, team, repoUrl, platformRelease, acceptInsecureRelease, bucket, storageClass, postgresMajor } = options;
  const environments = options.environmentNames ?? DEFAULT_ENVIRONMENT_NAMES;
  const lines = [
    "import { Cpu, Size } from '@pgplatform/core';",
    "import { PgPlatformProject } from 'pgplatform';",
    '',
    '// The whole platform of a team. Edit, then run: npx projen',
    'const project = new PgPlatformProject({',
    `  name: ${quote(name)},`,
    `  team: ${quote(team)},`,
    '  // The URL from which Argo CD reads this repository.',
    `  repoUrl: ${quote(repoUrl)},`,
    '  // A tested set of versions; it moves only when you move it.',
    `  platformRelease: ${quote(platformRelease)},`,
    ...(acceptInsecureRelease
      ? [
          '  // Below the security floor (CVE-2026-55769): for adoption and transit, not for shared databases.',
          '  acceptInsecureRelease: true,',
        ]
      : []),
    ...(postgresMajor === undefined ? [] : [`  postgresMajor: ${postgresMajor},`]),
    `  storageClass: ${quote(storageClass ?? 'longhorn-single-replica')},`,
    `  bucket: ${quote(bucket ?? 'cloudnativepg-backups')},`,
    '  environments: [',
    ...environments.map((environment) => `    ${environmentLiteral(defaultEnvironment(environment))},`),
    '  ],',
    '  // A database for a product, with a role of its own:',
    "  // products: [{ name: 'product-a', databases: [{ name: 'api_db' }] }],",
    '});',
    '',
    'project.synth();',
    '',
  ];
  return lines.join('\n');
}

function environmentLiteral({ name, cpu, cpuRequest, memory, storage }: PlatformEnvironmentOptions): string {
  const cores = (value: { toMillis(): number }) => `Cpu.cores(${value.toMillis() / 1000})`;
  const gibibytes = (value: { toBytes(): number }) => `Size.gibibytes(${value.toBytes() / 1024 ** 3})`;
  const fields = [
    `name: ${quote(name)}`,
    ...(cpu ? [`cpu: ${cores(cpu)}`] : []),
    ...(cpuRequest ? [`cpuRequest: ${cores(cpuRequest)}`] : []),
    ...(memory ? [`memory: ${gibibytes(memory)}`] : []),
    ...(storage ? [`storage: ${gibibytes(storage)}`] : []),
  ];
  return `{ ${fields.join(', ')} }`;
}

/** A single-quoted TypeScript string. */
function quote(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`;
}
