/** What the user adds to in-tree Barman's configuration. */
export function clusterStorePatch(storePatch: any): any {
  return { spec: { backup: { barmanObjectStore: storePatch } } };
}

/** What the user adds to an ObjectStore's configuration. */
export function objectStorePatch(storePatch: any): any {
  return { spec: { configuration: storePatch } };
}
