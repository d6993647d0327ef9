import type { ChangeRule } from './change-rule';

/** A change of what an ObjectStore says of the sidecar, committed after the last change of the Cluster that archives to it. */
export interface WaitingSidecar {
  /** Namespace of the Cluster; empty when nothing says. */
  readonly namespace: string;
  readonly cluster: string;
  /** Name of the ObjectStore. */
  readonly store: string;
  /** The commit that changed it. */
  readonly commit: string;
}

/** What is said of it, when the Cluster changes. */
export function waitingRule({ commit }: WaitingSidecar): Pick<ChangeRule, 'id' | 'says' | 'source'> {
  return {
    id: 'object-store-sidecar-waiting',
    says: `What the ObjectStore says of the sidecar changed in ${commit.slice(0, 12)}, after the last change of the Cluster: unless a restart or a failover has brought it in the meantime, it waits, and this change brings it, so every Pod may be recreated.`,
    source: 'plugin-barman-cloud internal/cnpgi/operator/lifecycle.go',
  };
}
