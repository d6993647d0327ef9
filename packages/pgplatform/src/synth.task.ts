// Runs at task time in a generated repository: `.projenrc.ts`, with its problems printed instead of a stack trace.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { isConfigError } from '@pgplatform/core';
import { printLine } from './task-output';

import(pathToFileURL(resolve('.projenrc.ts')).href).catch((error: unknown) => {
  printLine(isConfigError(error) ? `\n${error.message}\n\nNothing was written.` : inspect(error), 'failure');
  process.exitCode = 1;
});
