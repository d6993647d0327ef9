const BACKSPACE = 0x08;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const CTRL_U = 0x15;
const ESCAPE = 0x1b;
const DELETE = 0x7f;

/** What a terminal in bracketed paste mode sends around what is pasted, after the escape (xterm's `ctlseqs`, "Bracketed Paste Mode"). */
const PASTE_BEGINS = Buffer.from('[200~');
const PASTE_ENDS = Buffer.from('[201~');

/** What a byte did to the line: Enter ended it, or it is no line of text any more. */
export type LineEvent = 'enter' | 'control' | 'lines' | undefined;

/** One line of a terminal in raw mode, as bytes, because strings cannot be erased. It reads what came, never when it came. */
export class HiddenLine {
  private readonly bytes: number[] = [];
  /** An escape sequence, as far as it came. */
  private sequence: number[] | undefined;
  private last: number | undefined;
  private typed = false;
  /** A line end was pasted; only when nothing follows is it none. */
  private ended = false;
  private pasting = false;

  /** Whether the terminal has said that a paste begins, and not yet that it ends. */
  get isPasting(): boolean {
    return this.pasting;
  }

  /** Takes the next byte. */
  take(byte: number): LineEvent {
    const before = this.last;
    this.last = byte;
    if (this.sequence || byte === ESCAPE) {
      return this.escape(byte);
    }
    if (byte === LINE_FEED && before === CARRIAGE_RETURN) {
      return undefined; // one line end
    }
    if (!this.pasting && (byte === CARRIAGE_RETURN || byte === LINE_FEED)) {
      return 'enter';
    }
    return this.pasting ? this.paste(byte) : this.type(byte);
  }

  /** The line, which is empty after it; `isPasted` when all of it came in pastes whose ends the terminal marked. */
  end(): { readonly value: Buffer; readonly isPasted: boolean } {
    const line = { value: Buffer.from(this.bytes), isPasted: !this.typed };
    this.forget();
    return line;
  }

  /** Erases the line, and gives up a paste whose end did not come. */
  forget(): void {
    this.bytes.fill(0);
    this.bytes.length = 0;
    this.sequence = undefined;
    this.pasting = false;
    this.typed = false;
    this.ended = false;
  }

  private escape(byte: number): LineEvent {
    if (byte === ESCAPE) {
      const broken = this.sequence !== undefined;
      this.sequence = [];
      return broken ? 'control' : undefined;
    }
    const sequence = [...this.sequence!, byte];
    const mark = this.pasting ? PASTE_ENDS : PASTE_BEGINS;
    this.sequence = sequence.length < mark.length ? sequence : undefined;
    if (sequence.some((one, i) => one !== mark[i])) {
      this.sequence = undefined;
      return 'control';
    }
    if (!this.sequence) {
      this.pasting = !this.pasting;
    }
    return undefined;
  }

  private paste(byte: number): LineEvent {
    if (this.ended) {
      return 'lines';
    }
    if (byte === CARRIAGE_RETURN || byte === LINE_FEED) {
      this.ended = true;
    } else if (byte < 0x20 || byte === DELETE) {
      return 'control';
    } else {
      this.bytes.push(byte);
    }
    return undefined;
  }

  private type(byte: number): LineEvent {
    if (byte === CTRL_U) {
      this.forget();
    } else if (byte === DELETE || byte === BACKSPACE) {
      this.typed = true;
      while (this.bytes.length > 0 && (this.bytes.pop()! & 0xc0) === 0x80); // the rest of a UTF-8 character, then its first byte
    } else if (byte < 0x20) {
      return 'control';
    } else if (this.ended) {
      return 'lines';
    } else {
      this.typed = true;
      this.bytes.push(byte);
    }
    return undefined;
  }
}
