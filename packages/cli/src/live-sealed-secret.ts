import { isUnmanaged, type ModelSecret, manageCommand } from '@pgplatform/core';
import { OutsideError } from './command-context';
import { apiPath, type Kubectl } from './kubectl';

/** What a cluster says about one SealedSecret. */
export type LiveSealedSecret = {
  readonly namespace: string;
  readonly name: string;
  /**
   * `synced`; `unmanaged`: the controller refuses to update its Secret, now or at the next change; `not opened`; `failed` for another
   * reason; `waiting` for the controller; `absent`; `not allowed` to be read.
   */
  readonly state: 'synced' | 'unmanaged' | 'not opened' | 'failed' | 'waiting' | 'absent' | 'not allowed';
  /** The SealedSecret in the cluster lacks the annotation that its Secret needs. */
  readonly isStale?: true;
  /** The command that lets the controller update the Secret. @default - it needs none */
  readonly heal?: string;
};

/** Reads the SealedSecret of a declared secret: its values are sealed, and its status tells of the Secret, which is not read. */
export async function liveSealedSecret(kubectl: Kubectl, secret: ModelSecret): Promise<LiveSealedSecret> {
  const { namespace, name } = secret;
  const found = await read(kubectl, secret);
  const state = typeof found === 'string' ? found : stateOf(found);
  const isStale = typeof found !== 'string' && isUnmanaged(found);
  const heal = state === 'unmanaged' ? manageCommand(secret) : undefined;
  return { namespace, name, state, ...(isStale && { isStale }), ...(heal !== undefined && { heal }) };
}

async function read(kubectl: Kubectl, { namespace, name }: ModelSecret): Promise<object | 'absent' | 'not allowed'> {
  try {
    const answer = await kubectl.get(apiPath`/apis/bitnami.com/v1alpha1/namespaces/${namespace}/sealedsecrets/${name}`);
    return answer.refusal === undefined ? JSON.parse(answer.body) : 'absent';
  } catch (error) {
    if (error instanceof OutsideError && error.code === 'CLUSTER_FORBIDDEN') return 'not allowed';
    throw error instanceof SyntaxError
      ? new OutsideError('CLUSTER_ANSWER', 'The answer of the cluster is cut off.', 'Repeat the command.')
      : error;
  }
}

/** The message of a condition may quote what a template made of a value, so it is only looked at. */
function stateOf(sealed: any): LiveSealedSecret['state'] {
  const { conditions, observedGeneration } = sealed.status ?? {};
  const synced = conditions?.find?.(({ type }: any) => type === 'Synced');
  if (!synced || observedGeneration !== sealed.metadata?.generation) return 'waiting';
  if (synced.status === 'True') return isUnmanaged(sealed) ? 'unmanaged' : 'synced';
  const message = String(synced.message);
  if (message.includes('is not managed by SealedSecret')) return 'unmanaged';
  return message.includes('no key could decrypt secret') ? 'not opened' : 'failed';
}
