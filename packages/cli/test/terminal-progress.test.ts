import { type Printed, TerminalCode } from '../src/terminal-code';
import { durationText, TerminalProgress } from '../src/terminal-progress';

class Screen {
  text = '';
  constructor(
    readonly isTTY: boolean,
    readonly columns = 80,
  ) {}
  write(...parts: Printed): void {
    this.text += parts.map((part) => (part instanceof TerminalCode ? part.sequence : part)).join('');
  }
  /** What a person sees at last: the text since the last line was begun or drawn over. */
  get last(): string {
    return this.text.split(/[\r\n]/).at(-1) ?? '';
  }
}

function progressOn(screen: Screen, env: NodeJS.ProcessEnv = { NO_COLOR: '1' }) {
  const clock = { time: 0 };
  return { clock, progress: new TerminalProgress(screen, env, () => clock.time) };
}

/** Works through a phase, every item taking as long. */
function work(screen: Screen, items: number, each: number, total = items): string[] {
  const { clock, progress } = progressOn(screen);
  progress.begin('Reading repositories', total);
  for (let i = 1; i <= items; i++) {
    clock.time += each;
    progress.advance(`team-${i}`);
  }
  progress.end();
  return screen.text.trim().split('\n');
}

it('a terminal shows one line, drawn again, with count, estimate and name', () => {
  const screen = new Screen(true, 100);
  const { clock, progress } = progressOn(screen);
  progress.begin('Reading repositories', 100);
  clock.time = 10_000;
  for (let i = 1; i <= 25; i++) {
    clock.time += 200;
    progress.advance(`team-${i}`);
  }
  expect(screen.text).not.toContain('\n');
  expect(screen.last).toContain('━━━━━───────────────  25 of 100 (25 %)  about 45 s left  team-25');
  progress.end();
  expect(screen.text.endsWith('\r\x1b[KReading repositories: 25 in 15 s\n')).toBe(true);
});

it('draws at most ten times a second', () => {
  const screen = new Screen(true);
  const { clock, progress } = progressOn(screen);
  progress.begin('Reading', 1000);
  for (let i = 0; i < 1000; i++) {
    clock.time += 1;
    progress.advance('x');
  }
  expect(screen.text.split('\r')).toHaveLength(1 + 1 + 10);
});

it('a line is never wider than the terminal', () => {
  const screen = new Screen(true, 40);
  const { clock, progress } = progressOn(screen);
  progress.begin('Reading the repositories of acme', 10);
  clock.time = 5000;
  progress.advance('a-repository-with-a-very-long-name');
  expect(screen.last.replace('\x1b[K', '')).toHaveLength(39);
});

it('without a terminal there are plain lines, at most one in five seconds and in a tenth of the work', () => {
  const lines = work(new Screen(false), 1000, 100);
  expect(lines).toHaveLength(10 + 1);
  expect(lines[0]).toBe('Reading repositories: 100 of 1000 (10 %), about 90 s left');
  expect(lines.at(-1)).toBe('Reading repositories: 1000 in 2 min');
  expect(work(new Screen(false), 1000, 10)).toHaveLength(2 + 1);
});

it('work that takes hours says something every minute', () => {
  expect(work(new Screen(false), 40, 30_000, 1000)).toHaveLength(20 + 1);
});

it('plain lines hold nothing that moves a cursor', () => {
  const lines = work(new Screen(false), 100, 1000).join('\n');
  expect([lines.includes('\r'), lines.includes('\x1b')]).toEqual([false, false]);
});

it('a total that nobody knows has a count and no estimate', () => {
  const screen = new Screen(true);
  const { clock, progress } = progressOn(screen);
  progress.begin('Finding repositories', 0);
  clock.time = 5000;
  progress.advance('payments-db');
  expect(screen.last).toBe('Finding repositories  1  payments-db\x1b[K');
});

it('colours the bar unless NO_COLOR is set', () => {
  const screens = [{}, { NO_COLOR: '1' }].map((env) => {
    const screen = new Screen(true);
    progressOn(screen, env).progress.begin('Reading', 2);
    return screen.text;
  });
  expect(screens[0]).toContain('\x1b[36m');
  expect(screens[1]).not.toContain('\x1b[36m');
});

it('a dumb terminal gets plain lines', () => {
  const screen = new Screen(true);
  const { progress } = progressOn(screen, { TERM: 'dumb' });
  progress.begin('Reading', 1);
  progress.advance('x');
  progress.end();
  expect(screen.text).toBe('Reading: 1 in 0 s\n');
});

it('a note stays above the line', () => {
  const screen = new Screen(true);
  const { progress } = progressOn(screen);
  progress.begin('Reading', 2);
  progress.note('GitHub asks to wait 60 s');
  expect(screen.text).toContain('\r\x1b[KGitHub asks to wait 60 s\n');
  expect(screen.last).toContain('Reading');
});

it('a name from outside cannot move the cursor', () => {
  const screen = new Screen(true);
  const { clock, progress } = progressOn(screen);
  progress.begin('Reading', 2);
  clock.time = 5000;
  progress.advance('evil\x1b[2J\r\nx');
  expect(screen.last).toContain('evil\\u{1b}[2J x');
});

it('another phase ends the one before', () => {
  const screen = new Screen(false);
  const { progress } = progressOn(screen);
  progress.begin('Reading', 1);
  progress.begin('Writing', 1);
  progress.end();
  progress.end();
  expect(screen.text).toBe('Reading: 0 in 0 s\nWriting: 0 in 0 s\n');
});

it.each([
  [0, '0 s'],
  [4200, '5 s'],
  [99_000, '99 s'],
  [179_000, '3 min'],
  [3_600_000, '1 h'],
  [7_790_000, '2 h 10 min'],
])('%d ms are %s', (milliseconds, text) => {
  expect(durationText(milliseconds)).toBe(text);
});
