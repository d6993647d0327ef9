import * as fs from 'node:fs';
import type { RepositoryOutcome } from './apply/apply-report';

/** One line of the journal. */
type Line = {
  /** Digest of the plan. */
  readonly plan: string;
  readonly at: string;
  readonly repository?: string;
  /** `opening`: a pull request is about to be made. `dispatched`: a workflow was started. `done`: nothing is left to do. `end`: of a run. */
  readonly did: 'opening' | 'dispatched' | 'done' | 'end';
  readonly outcome?: RepositoryOutcome;
};

/**
 * What `fleet apply` has done, beside the plan: one JSON line for each thing, on the disk before the next one begins.
 *
 * Whoever goes on after a kill does not ask GitHub again for what is done. Nothing relies on it to make a thing only once: another
 * machine has another journal.
 */
export class Journal {
  private readonly done = new Map<string, RepositoryOutcome>();
  private readonly opening = new Set<string>();
  private readonly dispatched = new Set<string>();
  /** When pull requests were made, in milliseconds. */
  readonly openedAt: number[] = [];

  /** What was done of another plan is looked up at GitHub: of that only how many pull requests were made counts. */
  constructor(
    private readonly file: string,
    private readonly plan: string,
    private readonly now: () => Date,
  ) {
    const text = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
    for (const line of text.split('\n').flatMap(parsed)) {
      if (line.plan === plan) {
        this.take(line);
      } else if (line.did === 'opening') {
        this.openedAt.push(Date.parse(line.at));
      }
    }
    if (text !== '' && !text.endsWith('\n')) {
      this.write('\n'); // the line that was torn by a kill
    }
  }

  /** What became of a repository in a run that did not end. */
  outcomeOf(repository: string): RepositoryOutcome | undefined {
    return this.done.get(repository);
  }

  /** Whether a run ended while it made a pull request there. */
  wasOpening(repository: string): boolean {
    return this.opening.has(repository);
  }

  wasDispatched(repository: string): boolean {
    return this.dispatched.has(repository);
  }

  add(did: Line['did'], repository?: string, outcome?: RepositoryOutcome): void {
    const line: Line = { plan: this.plan, at: this.now().toISOString(), did, repository, outcome };
    this.write(`${JSON.stringify(line)}\n`);
    this.take(line);
  }

  private take({ did, repository = '', outcome, at }: Line): void {
    if (did === 'opening') {
      this.opening.add(repository);
      this.openedAt.push(Date.parse(at));
    } else if (did === 'dispatched') {
      this.dispatched.add(repository);
    } else if (did === 'done' && outcome) {
      this.opening.delete(repository);
      this.done.set(repository, outcome);
    } else if (did === 'end') {
      this.done.clear();
    }
  }

  private write(text: string): void {
    const handle = fs.openSync(this.file, 'a', 0o600);
    try {
      fs.writeSync(handle, text);
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  }
}

/** A line that a kill has torn is as if it were not there: what it tells of is looked up again. */
function parsed(text: string): Line[] {
  try {
    const line = JSON.parse(text);
    return typeof line?.plan === 'string' ? [line] : [];
  } catch {
    return [];
  }
}
