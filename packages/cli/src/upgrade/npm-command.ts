import * as path from 'node:path';

/**
 * The program that npm is, and its first arguments. On Windows `npm` is a script of `cmd.exe`, which Node starts through a shell alone
 * (https://nodejs.org/api/child_process.html#spawning-bat-and-cmd-files-on-windows); what that script runs lies beside Node.
 */
export function npmCommand(platform: string = process.platform, node: string = process.execPath): readonly [string, ...string[]] {
  return platform === 'win32' ? [node, path.win32.join(path.win32.dirname(node), 'node_modules/npm/bin/npm-cli.js')] : ['npm'];
}
