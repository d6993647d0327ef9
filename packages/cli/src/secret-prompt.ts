import { isUtf8 } from 'node:buffer';
import { configError } from '@pgplatform/core';
import { HiddenLine } from './hidden-line';
import { type Screen, TerminalCode } from './terminal-code';

/** One hidden question. */
export type SecretQuestion = {
  readonly key: string;
  /** What is asked for, on a line of its own above the prompt. */
  readonly hint: string;
};

/** After a refusal, what comes this soon is thrown away, so that less of it reaches the shell. Decides nothing. Milliseconds. */
const QUIET = 250;

const CTRL_C = 0x03;
const CTRL_D = 0x04;

/**
 * Asks for values on a terminal without showing them. One raw-mode session for all questions: between two of them the terminal
 * would echo what is typed ahead.
 *
 * Enter and a line end in a paste are the same byte. So a value is taken at once only where the terminal has marked all of it as
 * pasted; any other is asked for twice, and of several lines the second is no repetition of the first, however late it comes.
 *
 * Throws ConfigProblems `PROMPT_CANCELLED`, `PROMPT_LINES`, `PROMPT_DIFFERENT`, `PROMPT_CONTROL`, `PROMPT_ENCODING`; whatever was
 * typed is gone then.
 */
export function promptForSecrets(
  questions: readonly SecretQuestion[],
  stdin: NodeJS.ReadStream,
  screen: Screen,
): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    const answers = new Map<string, Buffer>();
    const line = new HiddenLine();
    let first: Buffer | undefined;
    let refusal: Error | undefined;
    let quiet: NodeJS.Timeout | undefined;

    const finish = () => {
      stdin.off('data', onData).off('end', onEnd).off('error', onEnd);
      stdin.setRawMode(false);
      stdin.pause();
      clearTimeout(quiet);
      line.forget();
      screen.write(TerminalCode.NO_MARKS);
      if (refusal) {
        for (const value of [...answers.values(), ...(first ? [first] : [])]) {
          value.fill(0);
        }
        screen.write('\n');
        reject(refusal);
      } else {
        resolve(answers);
      }
    };
    const refuse = (code: string, message: string, fix: string) => {
      refusal ??= configError([{ code, path: '', message: `${message} Nothing was written.`, fix }]);
    };
    const ask = () => screen.write(`  ${questions[answers.size].hint}\n${questions[answers.size].key}: `);
    const accept = (value: Buffer) => {
      answers.set(questions[answers.size].key, value);
      if (answers.size < questions.length) {
        ask();
      } else {
        finish();
      }
    };
    const enter = () => {
      const { value, isPasted } = line.end();
      screen.write('\n');
      if (!isUtf8(value)) {
        refuse('PROMPT_ENCODING', 'The terminal did not send UTF-8.', 'Give the value with --from KEY=file:PATH.');
      } else if (first) {
        const isSame = first.equals(value);
        first.fill(0);
        first = undefined;
        if (isSame) {
          accept(value);
        } else {
          value.fill(0);
          refuse(
            'PROMPT_DIFFERENT',
            'The two entries differ: one is mistyped, or several lines were pasted.',
            'Enter the same line twice, or use --from KEY=file:PATH or KEY=stdin.',
          );
        }
      } else if (isPasted || value.length === 0) {
        accept(value);
      } else {
        first = value;
        screen.write(`${questions[answers.size].key} again: `);
      }
    };
    const onByte = (byte: number) => {
      if (byte === CTRL_C || byte === CTRL_D) {
        line.forget();
        refuse('PROMPT_CANCELLED', 'Cancelled.', 'Run it again when you have the values.');
        return;
      }
      const event = line.take(byte);
      if (refusal) {
        return;
      }
      if (event === 'enter') {
        enter();
      } else if (event === 'lines') {
        refuse('PROMPT_LINES', 'Several lines were pasted.', 'Paste one line, or use --from KEY=file:PATH or KEY=stdin.');
      } else if (event === 'control') {
        refuse('PROMPT_CONTROL', 'A control character or an arrow key came.', 'Type or paste the value alone.');
      }
    };
    const onData = (chunk: Buffer) => {
      for (const byte of chunk) {
        if (answers.size < questions.length) {
          onByte(byte);
        }
      }
      chunk.fill(0);
      clearTimeout(quiet);
      if (refusal && !line.isPasting) {
        quiet = setTimeout(finish, QUIET);
      }
    };
    const onEnd = () => {
      refuse('PROMPT_CANCELLED', 'The terminal is gone.', 'Run it again.');
      finish();
    };

    stdin.setRawMode(true);
    stdin.on('data', onData).on('end', onEnd).on('error', onEnd).resume();
    screen.write(TerminalCode.MARK_PASTES);
    ask();
  });
}
