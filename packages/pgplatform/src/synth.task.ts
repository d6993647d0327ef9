// Runs at task time in a generated repository: `.projenrc.ts`, with its problems printed instead of a stack trace.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isConfigError } from '@pgplatform/core';

import(pathToFileURL(resolve('.projenrc.ts')).href).catch((error: unknown) => {
  console.error(isConfigError(error) ? `\n${error.message}\n\nNothing was written.` : error);
  process.exitCode = 1;
});
