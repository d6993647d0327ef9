import { apiPath } from '../src/kubectl';

it.each(['kube-system', 'a/b', 'admin-token?x=', '../secrets', '#', '%2e%2e', 'a b', 'http:x:y', 'ü'])(
  'what is put into a path is one segment, read back as it was: %j',
  (segment) => {
    const { pathname, search, hash } = new URL(apiPath`/api/v1/namespaces/${segment}/services`, 'https://cluster.invalid');
    expect([search, hash]).toEqual(['', '']);
    expect(pathname.split('/').map(decodeURIComponent)).toEqual(['', 'api', 'v1', 'namespaces', segment, 'services']);
  },
);

it.each(['', '.', '..'])('a step up is none: %j', (segment) => {
  expect(() => apiPath`/api/v1/namespaces/${segment}/services`).toThrow();
});
