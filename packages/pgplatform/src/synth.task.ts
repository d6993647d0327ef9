// Runs at task time in a generated repository: `.projenrc.ts`, with its problems printed instead of a stack trace.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { isConfigError } from '@pgplatform/core';
import { SynthesisEnd } from './synthesis-end';
import { printLine } from './task-output';

// A process that a signal ends has no exit code, and one that ends by itself comes by here: 0 is a synthesis that was through.
process.on('exit', (code) => {
  if (code === 0 && !SynthesisEnd.isRecorded()) {
    printLine('\n.projenrc.ts has ended without a synthesis: it has to call synth() of its project.', 'failure');
    process.exitCode = 1;
  }
});

import(pathToFileURL(resolve('.projenrc.ts')).href).catch((error: unknown) => {
  printLine(isConfigError(error) ? `\n${error.message}\n\nNothing was written.` : inspect(error), 'failure');
  process.exitCode = 1;
});
