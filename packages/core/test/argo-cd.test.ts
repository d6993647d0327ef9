import { ArgoCd, type ConfigProblem } from '../src';

test('an object has its wave, and the guard when it protects data', () => {
  expect(ArgoCd.annotations(-2, true)).toEqual({
    'argocd.argoproj.io/sync-wave': '-2',
    'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false',
  });
  expect(ArgoCd.annotations(1, false)).toEqual({ 'argocd.argoproj.io/sync-wave': '1' });
});

test('a destination is a server or a name, and by default the cluster Argo CD runs in', () => {
  expect(ArgoCd.destination({}, 'a')).toEqual({ server: 'https://kubernetes.default.svc', namespace: 'a' });
  expect(ArgoCd.destination({ server: 'https://10.0.0.1' }, 'a')).toEqual({ server: 'https://10.0.0.1', namespace: 'a' });
  expect(ArgoCd.destination({ name: 'eu' }, 'a')).toEqual({ name: 'eu', namespace: 'a' });
});

test('a destination with both is refused, as Argo CD refuses it', () => {
  expect(ArgoCd.validateDestination({ name: 'eu', server: 'https://10.0.0.1' }, 'destination')).toMatchObject([
    { code: 'DESTINATION_AMBIGUOUS', path: 'destination' },
  ]);
  expect(ArgoCd.validateDestination({ name: 'eu' }, 'destination')).toEqual([]);
});

test('a server is a URL, a namespace a name', () => {
  const problems: ConfigProblem[] = [];
  ArgoCd.DESTINATION_SHAPE.read({ server: '10.0.0.1' }, 'destination', problems);
  ArgoCd.SHAPE.read({ namespace: 'Argo', projct: 'a' }, 'argoCd', problems);
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'OPTION_VALUE destination.server',
    'NAME_INVALID argoCd.namespace',
    'OPTION_UNKNOWN argoCd.projct',
  ]);
});
