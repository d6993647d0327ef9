import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import * as path from 'node:path';
import { npm } from './npm';
import { Obstacle } from './plan/obstacle';
import { registryLock } from './registry-lock';

const ARGUMENTS = ['install', '--package-lock-only'];
/** What the name of a repository is while npm looks at it: repositories that differ in nothing else share an answer. */
const NAME = 'repository';

/** What package-lock.json is made of. */
export interface LockInput {
  /** package.json, as these packages generate it. */
  readonly manifest: string;
  /** package-lock.json that is there: npm is given what of it is of the registry. */
  readonly old?: string;
}

/**
 * Makes package-lock.json as npm does, without installing or running anything: once for each distinct (package.json, old lock),
 * whatever the repositories are called. Answers are kept in a folder that `close` removes.
 */
export class LockFiles {
  private readonly folder = fs.mkdtempSync(path.join(tmpdir(), 'pgplatform-locks-'));
  private readonly made = new Map<string, Promise<string>>();
  private readonly waiting: (() => void)[] = [];
  private free = availableParallelism();

  /** @param env of the operator: npm gets what it needs of it */
  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** How often npm was asked. */
  get runs(): number {
    return this.made.size;
  }

  /** Throws an Obstacle when npm does not make one. */
  async lockFor(input: LockInput): Promise<string> {
    const { name } = JSON.parse(input.manifest);
    const old = input.old && JSON.stringify(registryLock(parsed(input.old)));
    const same = { manifest: renamed(input.manifest, NAME), old: old && renamed(old, NAME) };
    const key = createHash('sha256')
      .update(JSON.stringify([same.manifest, same.old]))
      .digest('hex');
    const file = this.made.get(key) ?? this.make(key, same);
    this.made.set(key, file);
    return renamed(fs.readFileSync(await file, 'utf8'), name);
  }

  close(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  private async make(key: string, { manifest, old }: LockInput): Promise<string> {
    const folder = path.join(this.folder, key);
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'package.json'), manifest);
    if (old !== undefined) fs.writeFileSync(path.join(folder, 'package-lock.json'), old);
    if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.free--;
    try {
      await npm(folder, this.env, ARGUMENTS, 'make package-lock.json');
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
    return path.join(folder, 'package-lock.json');
  }
}

/** package.json or package-lock.json under another name. */
function renamed(text: string, name: string): string {
  const json = parsed(text);
  const root = json.packages?.[''];
  const packages = root ? { ...json.packages, '': { ...root, name } } : json.packages;
  return `${JSON.stringify({ ...json, name, ...(packages && { packages }) }, undefined, 2)}\n`;
}

function parsed(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    throw new Obstacle('blocked', 'package-lock.json is damaged: remove it, and run npm install');
  }
}
