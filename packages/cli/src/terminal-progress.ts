import { printable } from '@pgplatform/core';
import type { Progress } from '@pgplatform/fleet';
import { type Screen, TerminalCode } from './terminal-code';

type Phase = {
  readonly what: string;
  readonly total: number;
  readonly began: number;
  done: number;
  said: number;
  saidDone: number;
};

const REDRAW = 100;
const LINE = 5_000;
const LONG = 60_000;
const BAR = 20;

/** Progress with an estimate: one line that is drawn again on a terminal, now and then a plain line elsewhere. */
export class TerminalProgress implements Progress {
  private phase?: Phase;
  private readonly drawn: boolean;
  private readonly coloured: boolean;

  /**
   * @param screen standard error
   * @param env `NO_COLOR` is honoured; on `TERM=dumb` nothing is drawn twice
   * @param now the clock, in milliseconds
   */
  constructor(
    private readonly screen: Screen,
    env: NodeJS.ProcessEnv,
    private readonly now: () => number,
  ) {
    this.drawn = screen.isTTY === true && env.TERM !== 'dumb';
    this.coloured = this.drawn && !env.NO_COLOR;
  }

  /** A total of 0 is one that nobody knows yet: there is no estimate then. */
  begin(what: string, total: number): void {
    this.end();
    const began = this.now();
    this.phase = { what, total, began, done: 0, said: began, saidDone: 0 };
    if (this.drawn) {
      this.draw(this.phase, '');
    }
  }

  advance(name: string): void {
    const { phase } = this;
    if (!phase) {
      return;
    }
    phase.done++;
    const silence = this.now() - phase.said;
    if (this.drawn) {
      if (silence >= REDRAW) {
        this.draw(phase, name);
      }
    } else if (silence >= LONG || (silence >= LINE && phase.done - phase.saidDone >= phase.total / 10)) {
      this.say(phase, `${phase.what}: ${[countOf(phase), this.estimate(phase)].filter(Boolean).join(', ')}`);
    }
  }

  end(): void {
    const { phase } = this;
    if (!phase) {
      return;
    }
    this.phase = undefined;
    const line = `${phase.what}: ${phase.done} in ${durationText(this.now() - phase.began)}`;
    this.erase();
    this.say(phase, line);
  }

  /** A line beside the progress: it stays, the progress goes on below it. */
  note(line: string): void {
    if (this.phase) {
      this.erase();
    }
    this.screen.write(`${line}\n`);
    if (this.drawn && this.phase) {
      this.draw(this.phase, '');
    }
  }

  private say(phase: Phase, line: string): void {
    phase.said = this.now();
    phase.saidDone = phase.done;
    this.screen.write(`${line}\n`);
  }

  private erase(): void {
    if (this.drawn) {
      this.screen.write(TerminalCode.LINE_START, TerminalCode.ERASE);
    }
  }

  private draw(phase: Phase, name: string): void {
    phase.said = this.now();
    const filled = phase.total > 0 ? Math.min(BAR, Math.floor((phase.done / phase.total) * BAR)) : 0;
    const bar = phase.total > 0 ? `${'━'.repeat(filled)}${'─'.repeat(BAR - filled)}` : '';
    const words = [phase.what, bar, countOf(phase), this.estimate(phase), printable(name).replace(/\s+/g, ' ')].filter(Boolean);
    const line = words.join('  ').slice(0, Math.max(10, (this.screen.columns ?? 80) - 1));
    const at = this.coloured && bar ? line.indexOf(bar) : -1;
    const parts = at < 0 ? [line] : [line.slice(0, at), TerminalCode.CYAN, bar, TerminalCode.PLAIN, line.slice(at + BAR)];
    this.screen.write(TerminalCode.LINE_START, ...parts, TerminalCode.ERASE);
  }

  /** Of the rest, at the pace so far; nothing before a second of it, and nothing for the last one. */
  private estimate({ total, done, began }: Phase): string {
    const elapsed = this.now() - began;
    return done > 0 && done < total && elapsed >= 1000 ? `about ${durationText((elapsed / done) * (total - done))} left` : '';
  }
}

/** Milliseconds as a person says them: `4 s`, `3 min`, `2 h 10 min`. */
export function durationText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) {
    return `${seconds} s`;
  }
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60
    ? `${minutes} min`
    : [`${Math.floor(minutes / 60)} h`, minutes % 60 && `${minutes % 60} min`].filter(Boolean).join(' ');
}

function countOf({ done, total }: Phase): string {
  return total > 0 ? `${done} of ${total} (${Math.floor((done / total) * 100)} %)` : String(done);
}
