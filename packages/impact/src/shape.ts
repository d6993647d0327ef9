export function isMap(value: unknown): value is { [name: string]: any } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The maps in a list; none when it is no list. Nobody has checked the manifests. */
export function mapsIn(list: unknown): { [name: string]: any }[] {
  return Array.isArray(list) ? list.filter(isMap) : [];
}

/** The plugins that a Cluster names for itself, and those that only its external clusters name. */
export function pluginsOf(spec: any): { own: { [name: string]: any }[]; external: { [name: string]: any }[] } {
  const external = mapsIn(spec?.externalClusters).flatMap(({ plugin }) => (isMap(plugin) ? [plugin] : []));
  return { own: mapsIn(spec?.plugins), external };
}

/** The volumes that each instance of a Cluster has. */
export function volumesOf(spec: any): any[] {
  return [spec?.storage, spec?.walStorage, ...mapsIn(spec?.tablespaces).map(({ storage }) => storage)];
}
