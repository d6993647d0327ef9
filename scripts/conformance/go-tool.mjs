// Real tools at pinned versions, built once through the Go module proxy into .cache/go-bin.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execute, ROOT } from '../command.mjs';

const FOLDER = join(ROOT, '.cache/go-bin');

/** A program that `go install` makes. */
export class GoTool {
  static KUSTOMIZE = new GoTool('kustomize', 'sigs.k8s.io/kustomize/kustomize/v5', 'v5.8.1');
  static KUBECONFORM = new GoTool('kubeconform', 'github.com/yannh/kubeconform/cmd/kubeconform', 'v0.7.0');
  static KUBESEAL = new GoTool('kubeseal', 'github.com/bitnami-labs/sealed-secrets/cmd/kubeseal', 'v0.36.6');
  static ACTIONLINT = new GoTool('actionlint', 'github.com/rhysd/actionlint/cmd/actionlint', 'v1.7.12');

  static async hasGo() {
    try {
      await execute('go', ['version']);
      return true;
    } catch {
      return false;
    }
  }

  constructor(name, path, version) {
    this.name = name;
    this.path = path;
    this.version = version;
    /** A folder of its own for each version, so that what is there is what is pinned. */
    this.folder = join(FOLDER, `${name}-${version}`);
    this.file = join(this.folder, process.platform === 'win32' ? `${name}.exe` : name);
  }

  isThere() {
    return existsSync(this.file);
  }

  /** One package at a time, by the Go that is there. */
  async build() {
    const unfinished = `${this.folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    mkdirSync(unfinished, { recursive: true });
    const env = { ...process.env, GOBIN: unfinished, GOTOOLCHAIN: 'local' };
    await execute('go', ['install', '-p', '1', `${this.path}@${this.version}`], { env });
    rmSync(this.folder, { recursive: true, force: true });
    renameSync(unfinished, this.folder);
  }
}
