// A real tool at a pinned version from PyPI, installed once into .cache/python-bin.
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execute, ROOT, step } from '../command.mjs';

/** A program that `pip install` makes, in a folder of its own for each version. */
export class PythonTool {
  static ZIZMOR = new PythonTool('zizmor', '1.32.0');

  constructor(name, version) {
    this.name = name;
    this.version = version;
    this.folder = join(ROOT, '.cache/python-bin', `${name}-${version}`);
    this.file = join(this.folder, 'bin', name);
  }

  /** Nothing when it is there, or becomes so; else why it is missing. */
  async missing() {
    if (existsSync(this.file)) {
      return undefined;
    }
    try {
      await execute('python3', ['-m', 'pip', '--version']);
    } catch {
      return `${this.name} is missing: Python with pip is not on this machine`;
    }
    await step(`${this.name} ${this.version}, by pip`, () => this.install());
    return undefined;
  }

  async install() {
    rmSync(this.folder, { recursive: true, force: true });
    const unfinished = `${this.folder}.unfinished`;
    rmSync(unfinished, { recursive: true, force: true });
    const wanted = `${this.name}==${this.version}`;
    const options = ['--quiet', '--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--target', unfinished];
    await execute('python3', ['-m', 'pip', 'install', ...options, wanted]);
    renameSync(unfinished, this.folder);
  }
}
