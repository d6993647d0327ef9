import { ArgoCd, type ConfigProblem } from '../src';

test('what protects data is neither pruned nor deleted, and waits for nothing', () => {
  expect(ArgoCd.guard()).toEqual({ 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' });
});

test('a pushed fix waits for two minutes at most, and an operator that takes half an hour is waited for', () => {
  const { limit, refresh, backoff } = ArgoCd.retry();
  expect(refresh).toBe(true);
  const seconds = (duration: string) => Number.parseInt(duration, 10) * (duration.endsWith('m') ? 60 : 1);
  // As Argo CD has it: duration * factor^n for the nth retry, never more than maxDuration.
  const waits = Array.from({ length: limit }, (_, n) =>
    Math.min(seconds(backoff.maxDuration), seconds(backoff.duration) * backoff.factor ** (n + 1)),
  );
  expect(Math.max(...waits)).toBeLessThanOrEqual(120);
  expect(waits.reduce((sum, wait) => sum + wait)).toBeGreaterThan(30 * 60);
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
