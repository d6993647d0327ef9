import { yamlFile } from '@pgplatform/reading';

/** A built object with the Helm values that it holds as text read into a map, so that each of them is compared. */
export function withHelmValues(object: any): any {
  if (object?.kind !== 'Application' || !object.apiVersion?.startsWith('argoproj.io/')) return object;
  const { source, sources } = object.spec ?? {};
  const spec = {
    ...object.spec,
    ...(source && { source: read(source) }),
    ...(Array.isArray(sources) && { sources: sources.map(read) }),
  };
  return { ...object, spec };
}

function read(source: any): any {
  const { values, ...helm } = source?.helm ?? {};
  if (typeof values !== 'string') return source;
  const [map] = yamlFile('', Buffer.from(values)).documents;
  return typeof map === 'object' && !Array.isArray(map)
    ? { ...source, helm: { ...helm, valuesObject: { ...map, ...helm.valuesObject } } }
    : source;
}
