import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { output } from './output';

/** The address of everything here that must not be called loopback (RFC 5737: documentation). It is on the loopback device of this network. */
export const ADDRESS = '192.0.2.1';

/**
 * Makes the namespaces that this process was started in usable: a network that holds the loopback device alone, so that every port is
 * free and nothing reaches out or in; files of memory, which end with the process; names of hosts of our own.
 *
 * @param state folder for what is to be gone at the end
 * @param hosts names that mean this network
 */
export async function isolate(state: string, hosts: readonly string[]): Promise<void> {
  await output('ip', ['link', 'set', 'lo', 'up']);
  await output('ip', ['address', 'add', `${ADDRESS}/32`, 'dev', 'lo']);
  await output('mount', ['--make-rprivate', '/']);
  await output('mount', ['-t', 'tmpfs', 'proving-ground', state]);
  mkdirSync(join(state, 'run'));
  await output('mount', ['--bind', join(state, 'run'), '/run']); // the operator keeps its certificates there
  writeFileSync(join(state, 'hosts'), ['127.0.0.1 localhost', ...hosts.map((host) => `${ADDRESS} ${host}`), ''].join('\n'));
  await output('mount', ['--bind', join(state, 'hosts'), '/etc/hosts']);
}
