import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { now, secondsSince } from './clock';
import { ControlPlane } from './control-plane';
import { ETCD, KUBERNETES, type Part } from './part';

/** What a run is asked for, as its inner process gets it. */
export interface Request {
  readonly suites: readonly string[];
  /** Short forms: for CI. */
  readonly short: boolean;
  readonly keep: boolean;
  /** Write docs/proof.md. */
  readonly write: boolean;
  /** Start of the random numbers. */
  readonly seed: number;
  /** How many random objects are judged under each operator. @default 5000, in short forms 500 */
  readonly objects?: number;
  /** Folder with real charts, `NAME-VERSION.tgz`. @default - stand-ins */
  readonly charts?: string;
  /** Name and version of each part -> its folder. */
  readonly parts: Readonly<Record<string, string>>;
  /** Folder of the run: `state` in it is a file system of memory. */
  readonly folder: string;
  /** The repository. */
  readonly root: string;
  /** File that the run writes its results to. */
  readonly results: string;
}

/** The machine in the machine: what suites stand on. */
export class Ground {
  private planes = 0;
  private plane: ControlPlane | undefined;

  public constructor(
    public readonly request: Request,
    private readonly print: (line: string) => void,
  ) {}

  public folderOf({ name, version }: Part): string {
    return this.request.parts[`${name} ${version}`];
  }

  /** A folder for state, new. */
  public folder(name: string): string {
    const folder = join(this.request.folder, 'state', name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** An empty control plane; the one before it is stopped. */
  public async freshControlPlane(): Promise<{ plane: ControlPlane; state: string }> {
    await this.stop();
    const state = this.folder(`control-plane-${++this.planes}`);
    const started = now();
    this.plane = await ControlPlane.start({ kubernetes: this.folderOf(KUBERNETES), etcd: this.folderOf(ETCD), state });
    this.print(`      control plane ready in ${secondsSince(started)} s`);
    return { plane: this.plane, state };
  }

  /** The control plane that runs. */
  public get current(): ControlPlane | undefined {
    return this.plane;
  }

  private async stop(): Promise<void> {
    await this.plane?.stop();
    this.plane = undefined;
  }
}
