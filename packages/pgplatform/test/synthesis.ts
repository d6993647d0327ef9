import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { PgPlatformProject } from '../src/pg-platform-project';
import type { PgPlatformProjectOptions } from '../src/pg-platform-project-options';

process.env.PROJEN_DISABLE_POST = 'true';

/** A repository on disk. */
export interface Synthesis {
  readonly outdir: string;
  readonly project: PgPlatformProject;
  /** Every file by its path. */
  files(): Record<string, string>;
}

/** Synthesizes into a fresh directory, or again into one. */
export function synthesize(options: Partial<PgPlatformProjectOptions> | any = {}, outdir = temporaryDirectory()): Synthesis {
  const project = new PgPlatformProject({
    name: 'payments-db',
    team: 'payments',
    repoUrl: 'https://git.example.com/payments/postgres.git',
    logging: { level: 0 },
    ...options,
    outdir,
  });
  project.synth();
  return { outdir, project, files: () => readTree(outdir) };
}

/** Every file below a directory, by its path. */
export function readTree(directory: string): Record<string, string> {
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((path) => [relative(directory, path), readFileSync(path, 'utf8')]).sort());
}

/** A stand-in for every sealed file that is not there yet: right kind, name and namespace, nothing inside. */
export function standInSealedFiles({ outdir, project }: Synthesis): void {
  for (const { namespace, name, file } of project.model.environments.flatMap((environment) => environment.secrets)) {
    const path = join(outdir, file);
    if (!existsSync(path)) {
      mkdirSync(dirname(path), { recursive: true });
      const sealed = {
        apiVersion: 'bitnami.com/v1alpha1',
        kind: 'SealedSecret',
        metadata: { name, namespace },
        spec: { encryptedData: {} },
      };
      writeFileSync(path, JSON.stringify(sealed));
    }
  }
}
