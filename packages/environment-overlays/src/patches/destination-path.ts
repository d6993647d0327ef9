/** Where in-tree backups go. */
export function clusterDestinationPatch(destinationPath: string): any {
  return { spec: { backup: { barmanObjectStore: { destinationPath } } } };
}

/** Where an ObjectStore's backups go. */
export function objectStoreDestinationPatch(destinationPath: string): any {
  return { spec: { configuration: { destinationPath } } };
}
