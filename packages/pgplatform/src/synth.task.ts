// Runs at task time in a generated repository: `.projenrc.ts`, with its problems printed instead of a stack trace.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isConfigError } from '@pgplatform/core';
import { SynthesisEnd } from './synthesis-end';

// A process that a signal ends has no exit code, and one that ends by itself comes by here: 0 is a synthesis that was through.
process.on('exit', (code) => {
  if (code === 0 && !SynthesisEnd.isRecorded()) {
    console.error('\n.projenrc.ts has ended without a synthesis: it has to call synth() of its project.');
    process.exitCode = 1;
  }
});

import(pathToFileURL(resolve('.projenrc.ts')).href).catch((error: unknown) => {
  console.error(isConfigError(error) ? `\n${error.message}\n\nNothing was written.` : error);
  process.exitCode = 1;
});
