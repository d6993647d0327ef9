/** A command to the terminal. There are these and no others: no text that came from outside becomes one. */
export class TerminalCode {
  /** Back to the first column. */
  static readonly LINE_START = new TerminalCode('\r');
  /** Erases the rest of the line. */
  static readonly ERASE = new TerminalCode('\x1b[K');
  static readonly RED = new TerminalCode('\x1b[31m');
  static readonly YELLOW = new TerminalCode('\x1b[33m');
  static readonly CYAN = new TerminalCode('\x1b[36m');
  /** The colour of other text again. */
  static readonly PLAIN = new TerminalCode('\x1b[39m');
  /** Pasted text is marked from here on (xterm's `ctlseqs`, "Bracketed Paste Mode"). */
  static readonly MARK_PASTES = new TerminalCode('\x1b[?2004h');
  static readonly NO_MARKS = new TerminalCode('\x1b[?2004l');

  private constructor(readonly sequence: string) {}
}

/** What is printed: texts, and commands to the terminal between them. */
export type Printed = readonly (string | TerminalCode)[];

/** Where something is printed. */
export type Screen = {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(...parts: Printed): void;
};
