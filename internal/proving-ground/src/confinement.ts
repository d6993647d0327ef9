/**
 * A command that lives no longer than this process, with all that it starts: `setpriv` has the kernel kill `unshare` when this
 * process ends in whatever way, SIGKILL included; `unshare` is the parent of a process namespace, which ends with its first process.
 *
 * Someone who is not root gets a user namespace around it.
 */
export function confined(command: readonly string[], ...namespaces: ('--net' | '--mount')[]): [string, string[]] {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const unshare = ['unshare', ...user, '--pid', '--fork', '--kill-child', '--mount-proc', ...namespaces, '--', ...command];
  return ['setpriv', ['--pdeathsig', 'KILL', '--', ...unshare]];
}
