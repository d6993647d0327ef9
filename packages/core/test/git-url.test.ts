import { GitUrl } from '../src';

test.each([
  'https://git.example.com/acme/gitops.git',
  'https://git.example.com:8443/acme/gitops',
  'http://gitea.internal/acme/gitops',
  'https://user@dev.azure.com/org/project/_git/repo',
  'ssh://git@git.example.com:2222/acme/gitops.git',
  'git@github.com:acme/gitops.git',
])('%s is the address of a repository', (url) => {
  expect(GitUrl.isValid(url)).toBe(true);
});

test.each([
  '',
  'gitops',
  'acme/gitops',
  'https://',
  'https://git.example.com',
  'https://git.example.com/',
  'https://user:secret@git.example.com/acme/gitops.git',
  'https://git.example.com/a b',
  'ftp://git.example.com/acme/gitops',
  'git@github.com',
  'file:///srv/gitops',
])('"%s" is not, or does not belong in a file that is committed', (url) => {
  expect(GitUrl.isValid(url)).toBe(false);
});
