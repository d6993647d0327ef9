import { now, secondsSince } from './clock';

/** What a suite has found, as it stands in docs/proof.md. */
export interface SuiteResult {
  readonly suite: string;
  readonly held: number;
  readonly fellShort: readonly string[];
  /** What was counted or measured, in words. */
  readonly figures: readonly string[];
  readonly standIns: readonly string[];
  readonly seconds: number;
}

/** Prints a line for every fact of a suite as it is found, and keeps count. */
export class Report {
  private readonly started = now();
  private held = 0;
  private readonly fellShort: string[] = [];
  private readonly figures: string[] = [];
  private readonly standIns = new Set<string>();

  public constructor(
    private readonly suite: string,
    private readonly print: (line: string) => void,
  ) {}

  /** Something that must be so; `wrong` says what is otherwise, and is empty when nothing is. */
  public fact(text: string, wrong: readonly string[] = []): void {
    if (wrong.length === 0) {
      this.held++;
      this.print(`ok    ${this.suite}: ${text}`);
      return;
    }
    this.fellShort.push(text);
    const shown = wrong.slice(0, 20).map((line) => `        ${line.replaceAll('\n', '\n        ')}`);
    const more = wrong.length > 20 ? [`        and ${wrong.length - 20} more`] : [];
    this.print([`FAIL  ${this.suite}: ${text}`, ...shown, ...more].join('\n'));
  }

  public figure(text: string): void {
    this.figures.push(text);
    this.print(`      ${this.suite}: ${text}`);
  }

  /** Something that stands in the place of the real one. */
  public standIn(text: string): void {
    if (!this.standIns.has(text)) {
      this.standIns.add(text);
      this.print(`      ${this.suite}: stand-in: ${text}`);
    }
  }

  public result(): SuiteResult {
    const { suite, held, fellShort, figures } = this;
    return { suite, held, fellShort, figures, standIns: [...this.standIns], seconds: secondsSince(this.started) };
  }
}
