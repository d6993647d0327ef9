import { isUtf8 } from 'node:buffer';
import { configError } from '@pgplatform/core';

/** One hidden question. */
export type SecretQuestion = {
  readonly key: string;
  /** What is asked for, on a line of its own above the prompt. */
  readonly hint: string;
};

/** Anything that arrives this soon behind Enter was pasted with it, not typed after it. Milliseconds. */
const PASTE_GAP = 50;

const CTRL_C = 0x03;
const CTRL_D = 0x04;
const BACKSPACE = 0x08;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const CTRL_U = 0x15;
const DELETE = 0x7f;

/**
 * Asks for values on a terminal without showing them. One raw-mode session for all questions: between two of them the terminal
 * would echo what is typed ahead. Works on bytes, because strings cannot be erased.
 *
 * Throws ConfigProblems `PROMPT_CANCELLED`, `PROMPT_LINES`, `PROMPT_CONTROL`, `PROMPT_ENCODING`; whatever was typed is gone then.
 */
export function promptForSecrets(
  questions: readonly SecretQuestion[],
  stdin: NodeJS.ReadStream,
  screen: NodeJS.WritableStream,
): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const answers = new Map<string, Buffer>();
    const typed: number[] = [];
    let refusal: Error | undefined;
    let gap: NodeJS.Timeout | undefined;
    let last: number | undefined;

    const forget = () => {
      typed.fill(0);
      typed.length = 0;
    };
    const finish = () => {
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
      forget();
      if (refusal) {
        for (const value of answers.values()) {
          value.fill(0);
        }
        screen.write('\n');
        reject(refusal);
      } else {
        resolve(answers);
      }
    };
    const next = () => {
      gap = undefined;
      const question = questions[answers.size];
      if (refusal || !question) {
        finish();
      } else {
        screen.write(`  ${question.hint}\n${question.key}: `);
      }
    };
    /** Goes on when nothing more comes, so that the rest of a paste never reaches the next question, or the shell. */
    const pause = () => {
      clearTimeout(gap);
      gap = setTimeout(next, PASTE_GAP);
    };
    const refuse = (code: string, message: string, fix: string) => {
      refusal ??= configError([{ code, path: '', message: `${message} Nothing was written.`, fix }]);
      pause();
    };
    const enter = () => {
      const value = Buffer.from(typed);
      forget();
      screen.write('\n');
      if (!isUtf8(value)) {
        refuse('PROMPT_ENCODING', 'The terminal did not send UTF-8.', 'Give the value with --from KEY=file:PATH.');
        return;
      }
      answers.set(questions[answers.size].key, value);
      pause();
    };
    const onByte = (byte: number) => {
      if (byte === CTRL_C || byte === CTRL_D) {
        refuse('PROMPT_CANCELLED', 'Cancelled.', 'Run it again when you have the values.');
      } else if (gap && byte === LINE_FEED && last === CARRIAGE_RETURN) {
        pause(); // one Enter
      } else if (gap) {
        refuse('PROMPT_LINES', 'Several lines came at once.', 'Paste one line, or use --from KEY=file:PATH or KEY=stdin.');
      } else if (byte === CARRIAGE_RETURN || byte === LINE_FEED) {
        enter();
      } else if (byte === DELETE || byte === BACKSPACE) {
        while (typed.length > 0 && (typed.pop()! & 0xc0) === 0x80); // the rest of a UTF-8 character, then its first byte
      } else if (byte === CTRL_U) {
        forget();
      } else if (byte < 0x20) {
        refuse('PROMPT_CONTROL', 'A control character or an arrow key came.', 'Type or paste the value alone.');
      } else {
        typed.push(byte);
      }
    };
    const onData = (chunk: Buffer) => {
      for (const byte of chunk) {
        if (refusal) {
          pause();
        } else {
          onByte(byte);
        }
        last = byte;
      }
      chunk.fill(0);
    };
    const onEnd = () => {
      clearTimeout(gap);
      refuse('PROMPT_CANCELLED', 'The terminal is gone.', 'Run it again.');
    };

    stdin.setRawMode(true);
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd).resume();
    next();
  });
}
