import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ControlPlane } from './control-plane';
import { ADDRESS } from './isolation';

const FOLDER = '/run/secrets/kubernetes.io/serviceaccount';

/** Gives programs that only know how to run in a Pod what a Pod has of its API server; what they are started with beside it. */
export function writePodFiles({ kubeconfig, port }: ControlPlane): NodeJS.ProcessEnv {
  const { clusters, users } = JSON.parse(readFileSync(kubeconfig, 'utf8'));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'ca.crt'), Buffer.from(clusters[0].cluster['certificate-authority-data'], 'base64'));
  writeFileSync(join(FOLDER, 'token'), users[0].user.token, { mode: 0o600 });
  return { KUBERNETES_SERVICE_HOST: ADDRESS, KUBERNETES_SERVICE_PORT: String(port) };
}
