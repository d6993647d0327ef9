import { addition, guardEdit, isGuarded } from '../../src/repository/sync-option';

const ANNOTATION = 'argocd.argoproj.io/sync-options';
const annotated = (value: string) => ({ metadata: { annotations: { [ANNOTATION]: value } } });

describe('sync options of an object', () => {
  it('guard it when neither prune nor delete happens without a confirmation', () => {
    expect(isGuarded(annotated('Prune=false, Delete=confirm'))).toBe(true);
    expect(isGuarded(annotated('Prune=false'))).toBe(false);
    expect(isGuarded({})).toBe(false);
  });

  it('are completed, not replaced', () => {
    expect(guardEdit(annotated('ServerSideApply=true,Prune=true')).value).toBe('ServerSideApply=true,Prune=false,Delete=false');
  });
});

describe('addition', () => {
  it('sets a field where the map is there', () => {
    expect(addition({ a: { b: 1 } }, ['a', 'c'], 2)).toEqual({ path: ['a', 'c'], value: 2 });
  });

  it('brings along the maps that are not there', () => {
    expect(addition({}, ['a', 'b', 'c'], 2)).toEqual({ path: ['a'], value: { b: { c: 2 } } });
  });
});
