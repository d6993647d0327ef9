import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { NOW } from '@pgplatform/test-kit';
import { PgPlatformProject, type PgPlatformProjectOptions } from 'pgplatform';
import type { ReportedFinding } from '../../src/check/check-report';
import { define } from '../../src/commands/check';
import { type Ran, runCommand } from '../run-command';

export { NOW };

/** What the command gave back, or the codes of what it threw. */
export type Checked = Ran & { readonly findings: ReportedFinding[] };

/** Runs `pgplatform check`. */
export async function checked(cwd: string, args: string[] = [], env: NodeJS.ProcessEnv = process.env): Promise<Checked> {
  const ran = await runCommand({ define }, cwd, args, env);
  return { ...ran, findings: ran.report.findings ?? [] };
}

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
});

/** A new folder with some files, gone after the tests of the file. */
export function folderWith(files: { readonly [path: string]: string | Buffer }): string {
  const root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'pgplatform-check-test-')));
  folders.push(root);
  for (const [file, content] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), content);
  }
  return root;
}

/** A new generated repository. */
export function generated(options: Partial<PgPlatformProjectOptions> = {}): string {
  process.env.PROJEN_DISABLE_POST = 'true';
  const outdir = folderWith({});
  new PgPlatformProject({ name: 'payments-db', team: 'payments', outdir, ...options }).synth();
  return outdir;
}

/** Makes generated files writable and changes one. */
export function change(root: string, file: string, edit: (text: string) => string): void {
  const full = path.join(root, file);
  const text = fs.readFileSync(full, 'utf8');
  fs.chmodSync(full, 0o644);
  fs.writeFileSync(full, edit(text));
  if (fs.readFileSync(full, 'utf8') === text) throw new Error(`${file}: nothing changed`);
}

/** `error CL-IMG-1 base/cluster.yaml:3:5`. */
export function lines(findings: readonly ReportedFinding[]): string[] {
  return findings.map(
    ({ severity, rule, file, line, column }) =>
      `${severity} ${rule} ${[file, line, column].filter((one) => one !== null).join(':')}`,
  );
}

export const CLUSTER = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: pg # the only one
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.11-standard-trixie
  instances: 3
  storage:
    size: 1Gi
`;
