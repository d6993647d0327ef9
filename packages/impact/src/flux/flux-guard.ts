/** Whether an object is kept when Flux prunes. */
export function isFluxGuarded(object: any): boolean {
  return object?.metadata?.annotations?.['kustomize.toolkit.fluxcd.io/prune'] === 'disabled';
}
