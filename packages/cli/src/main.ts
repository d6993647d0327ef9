#!/usr/bin/env node
import { run } from './run';

void run({
  args: process.argv.slice(2),
  cwd: process.cwd(),
  env: process.env,
  now: () => new Date(),
  get stdin() {
    return process.stdin;
  },
  stdout: process.stdout,
  stderr: process.stderr,
  exit: (code) => {
    process.exitCode = code;
  },
});
