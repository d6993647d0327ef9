/** Name of in-tree backups. */
export function serverNamePatch(serverName: string): any {
  return { spec: { backup: { barmanObjectStore: { serverName } } } };
}

/** JSON6902 operations for the name of the plugin's backups: it is inside the list of plugins, which a merge would replace. */
export function serverNameOperations(cluster: any, serverName: string): any[] {
  return barmanPlugins(cluster).map((index) => ({
    op: 'add',
    path: `/spec/plugins/${index}/parameters/serverName`,
    value: serverName,
  }));
}

/** Name that a Cluster's backups are written under: its own, unless it says another. */
export function serverNameOf(cluster: any): string {
  const names = barmanPlugins(cluster).map((index) => cluster.spec.plugins[index].parameters.serverName);
  return names[0] ?? cluster.spec.backup?.barmanObjectStore?.serverName ?? cluster.metadata.name;
}

function barmanPlugins(cluster: any): number[] {
  const plugins: any[] = Array.isArray(cluster.spec.plugins) ? cluster.spec.plugins : [];
  return plugins.flatMap((plugin, index) => (plugin?.parameters?.barmanObjectName && plugin.isWALArchiver ? [index] : []));
}
