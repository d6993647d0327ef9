import { type ApiServer, MERGE } from '../api-server';
import { until } from '../clock';

const PATH = '/apis/argoproj.io/v1alpha1/namespaces/argocd/applications';

/** The Applications of an Argo CD. */
export class Applications {
  public constructor(private readonly api: ApiServer) {}

  public async all(): Promise<any[]> {
    return (await this.api.get(PATH)).items;
  }

  private async of(name: string): Promise<any> {
    return (await this.api.ask(`${PATH}/${name}`)).body;
  }

  /** Waits until the Applications of these names are there, synced with a commit, and healthy; what is otherwise when the time is over. */
  public async settle(names: readonly string[], commit: string, seconds: number): Promise<string[]> {
    let wrong: string[] = [];
    await until('every Application is synced and healthy', seconds, async () => {
      const all = await this.all();
      wrong = names.flatMap((name) =>
        troubleOf(
          name,
          commit,
          all.find(({ metadata }) => metadata.name === name),
        ),
      );
      return wrong.length === 0 ? true : undefined;
    }).catch(() => {});
    return wrong;
  }

  /** Why an Application does not get a commit: what its comparison and its sync say. */
  public async reasons(name: string, commit: string): Promise<string[]> {
    const { operationState, conditions = [] } = (await this.of(name)).status ?? {};
    const isTried = operationState?.syncResult?.revision === commit && operationState.phase !== 'Succeeded';
    return [...(isTried ? [operationState.message] : []), ...conditions.map(({ message }: any) => message)];
  }

  /** Has all of them compared with what git says now, without any cache, and gives the names of those that are not in sync. */
  public async hardRefresh(): Promise<string[]> {
    const key = 'argocd.argoproj.io/refresh';
    const names = (await this.all()).map(({ metadata }) => metadata.name);
    await Promise.all(names.map((name) => this.annotate(name, { [key]: 'hard' })));
    return until('a hard refresh is done', 120, async () => {
      const all = await this.all();
      return all.some(({ metadata }) => metadata.annotations?.[key])
        ? undefined
        : all
            .filter(({ status }) => status?.sync?.status !== 'Synced')
            .map(({ metadata, status }) => `${metadata.name}: ${status?.sync?.status}`);
    });
  }

  private annotate(name: string, annotations: object): Promise<any> {
    return this.api.get(`${PATH}/${name}`, { method: 'PATCH', type: MERGE, body: { metadata: { annotations } } });
  }
}

/** What keeps an Application from being synced and healthy. */
function troubleOf(name: string, commit: string, application: any): string[] {
  if (!application) {
    return [`${name} is not there`];
  }
  const { sync, health, operationState, conditions = [], resources = [] } = application.status ?? {};
  const isOfGit = /^[0-9a-f]{40}$/.test(sync?.revision); // a chart's revision is its version
  if (sync?.status === 'Synced' && health?.status === 'Healthy' && (!isOfGit || sync.revision === commit)) {
    return [];
  }
  const objects = resources
    .filter((one: any) => one.status !== 'Synced' || (one.health && one.health.status !== 'Healthy'))
    .map((one: any) => `${one.kind} ${one.name} ${one.status} ${one.health?.status ?? ''}`);
  const reasons = conditions.map(({ type, message }: any) => `${type}: ${message}`);
  return [
    [`${name}: ${sync?.status} with ${sync?.revision}, ${health?.status}`, operationState?.message, ...reasons, ...objects]
      .filter(Boolean)
      .join('\n  ')
      .slice(0, 2000),
  ];
}
