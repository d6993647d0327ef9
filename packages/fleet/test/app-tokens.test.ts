import { clockTime } from '@pgplatform/test-kit';
import { AppTokens, type TokenScope } from '../src/app-tokens';

const HOUR = 60 * 60_000;

/** Tokens, and what was asked for each; the first lives as long as is said. */
function tokens(first: number) {
  const made: TokenScope[] = [];
  const granted = { metadata: 'read', contents: 'write', pull_requests: 'write', administration: 'write' };
  const app = new AppTokens(granted, async (scope) => {
    made.push(scope);
    return { token: `token-${made.length}`, expires: clockTime() + (made.length === 1 ? first : HOUR) };
  });
  return { app, made };
}

it('makes one token for all that is read, and one for each repository that is written to', async () => {
  const { app, made } = tokens(HOUR);
  const asked = [
    await Promise.all([app.for('GET', 'a'), app.for('GET', 'b')]),
    await Promise.all([app.for('POST', 'a'), app.for('PATCH', 'a')]),
    [await app.for('POST', 'b')],
  ];
  expect(asked).toEqual([['token-1', 'token-1'], ['token-2', 'token-2'], ['token-3']]);
  expect(made).toEqual([
    { permissions: { metadata: 'read', contents: 'read', pull_requests: 'read' } },
    {
      permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', administration: 'write' },
      repositoryNames: ['a'],
    },
    {
      permissions: { metadata: 'read', contents: 'write', pull_requests: 'write', administration: 'write' },
      repositoryNames: ['b'],
    },
  ]);
});

it('asks for the next token before one ends, once for all who want it', async () => {
  const { app, made } = tokens(HOUR / 60);
  expect(await app.for('GET', 'a')).toBe('token-1');
  expect(await Promise.all([app.for('GET', 'a'), app.for('GET', 'b'), app.for('GET', 'c')])).toEqual([
    'token-2',
    'token-2',
    'token-2',
  ]);
  expect(made).toHaveLength(2);
});

it('asks again after it was refused', async () => {
  let refused = true;
  const app = new AppTokens({ contents: 'read' }, async () => {
    if (refused) throw new Error('refused');
    return { token: 'token', expires: clockTime() + HOUR };
  });
  await expect(app.for('GET', 'a')).rejects.toThrow('refused');
  refused = false;
  expect(await app.for('GET', 'a')).toBe('token');
});
