import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { until } from './clock';
import type { ControlPlane } from './control-plane';

const SOCKET = 'api-server.sock';
const TEMPLATE = 'kubeconfig.template';

/** Inside: makes the API server reachable by a socket, which no network namespace keeps away. */
export function openControlPlane({ port, otherKubeconfig }: ControlPlane, folder: string): void {
  forward(() => connect(port, '127.0.0.1')).listen(join(folder, SOCKET), () => {
    writeFileSync(join(folder, TEMPLATE), otherKubeconfig, { mode: 0o600 });
  });
}

/**
 * Outside: gives it a port of this machine, once it is open.
 *
 * @param holder the process that is to make it; when that ends before, there is nothing
 * @returns a kubeconfig, and what ends the port
 */
export async function offerControlPlane(
  folder: string,
  holder: ChildProcess,
): Promise<{ kubeconfig: string; close: () => void } | undefined> {
  const template = join(folder, TEMPLATE);
  const isOpen = await until('the suites are through', 24 * 3600, () =>
    existsSync(template) ? true : holder.exitCode === null && holder.signalCode === null ? undefined : false,
  );
  if (!isOpen) {
    return undefined;
  }
  const server = forward(() => connect(join(folder, SOCKET)));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const kubeconfig = join(folder, 'kubeconfig');
  const text = readFileSync(template, 'utf8').replace('PORT', String((server.address() as AddressInfo).port));
  writeFileSync(kubeconfig, text, { mode: 0o600 });
  return { kubeconfig, close: () => server.close() };
}

function forward(open: () => ReturnType<typeof connect>): Server {
  return createServer((from) => {
    const to = open();
    from.on('error', () => to.destroy()).pipe(to);
    to.on('error', () => from.destroy()).pipe(from);
  });
}
