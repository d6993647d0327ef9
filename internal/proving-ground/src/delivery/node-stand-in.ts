import { type ApiServer, MERGE } from '../api-server';

const HEALTHY = 'Cluster in healthy state';

/** Where a kind is listed, and the status that a node would have brought about. */
const STATUSES: readonly { readonly path: string; readonly status: (object: any) => any }[] = [
  {
    path: '/apis/postgresql.cnpg.io/v1/clusters',
    status: ({ spec }) => ({
      phase: HEALTHY,
      instances: spec.instances,
      readyInstances: spec.instances,
      conditions: [condition('Ready', 'ClusterIsReady')],
    }),
  },
  {
    path: '/apis/apps/v1/deployments',
    status: ({ metadata, spec }) => ({
      observedGeneration: metadata.generation,
      replicas: spec.replicas,
      readyReplicas: spec.replicas,
      updatedReplicas: spec.replicas,
      availableReplicas: spec.replicas,
      conditions: [condition('Available', 'MinimumReplicasAvailable')],
    }),
  },
  { path: '/apis/cert-manager.io/v1/certificates', status: () => ({ conditions: [condition('Ready', 'Ready')] }) },
  { path: '/apis/cert-manager.io/v1/issuers', status: () => ({ conditions: [condition('Ready', 'Ready')] }) },
];

/** Says of what needs Pods, which nobody runs here, that it is healthy, once for each version of it. */
export class NodeStandIn {
  public static readonly standsIn =
    'the status of Clusters, Deployments and of what cert-manager serves is written by the ground: no Pod runs';
  private readonly timer: NodeJS.Timeout;
  private busy = false;

  public constructor(private readonly api: ApiServer) {
    this.timer = setInterval(() => this.beat(), 1000);
  }

  public stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    if (!this.busy) {
      this.busy = true;
      await this.write().catch(() => {}); // a kind that is not there yet, an object that is gone by now
      this.busy = false;
    }
  }

  private async write(): Promise<void> {
    for (const { path, status } of STATUSES) {
      const { body } = await this.api.ask(path);
      const [root, plural] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)];
      for (const object of body?.items ?? []) {
        if (isNews(object)) {
          const at = `${root}/namespaces/${object.metadata.namespace}/${plural}/${object.metadata.name}/status`;
          await this.api.ask(at, { method: 'PATCH', type: MERGE, body: { status: status(object) } });
        }
      }
    }
  }
}

/** Whether nobody has said anything of the object as it is now. */
function isNews({ metadata, status }: any): boolean {
  return !status?.conditions?.length || (status.observedGeneration ?? metadata.generation) !== metadata.generation;
}

function condition(type: string, reason: string) {
  return { type, status: 'True', reason, message: 'written by the proving ground', lastTransitionTime: '2026-01-01T00:00:00Z' };
}
