/** Kind, namespace and name of a Kubernetes object as one text: what makes it the same object. */
export function objectKey(object: any): string {
  return [object.apiVersion, object.kind, object.metadata?.namespace ?? '', object.metadata?.name].join(' ');
}
