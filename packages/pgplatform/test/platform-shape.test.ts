import { withoutProjenOptions } from '../src/platform-shape';

test('options of projen are not ours', () => {
  expect(withoutProjenOptions({ name: 'x', team: 't', outdir: '/tmp/x', projectTree: true } as any)).toEqual({
    name: 'x',
    team: 't',
  });
});

test('what the command line made a number of is text again, and a list may have commas', () => {
  const options: any = {
    __new__: {},
    name: 'x',
    team: 42,
    platformRelease: 2025.1,
    postgresMajor: 18,
    environmentNames: ['dev,prod', 7],
  };
  expect(withoutProjenOptions(options)).toEqual({
    name: 'x',
    team: '42',
    platformRelease: '2025.10',
    postgresMajor: 18,
    environmentNames: ['dev', 'prod', '7'],
  });
});

test('what a program says is left as it is', () => {
  expect(withoutProjenOptions({ team: 42, environmentNames: ['a,b'] } as any)).toEqual({ team: 42, environmentNames: ['a,b'] });
});
