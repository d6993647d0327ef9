import { configError } from '../src/config-error';
import { redacted, withoutCredentials } from '../src/redaction';

/** The lines around a key, put together here: no file of a repository should look as if it held one. */
const bounds = (kind: string) => ['BEGIN', 'END'].map((end) => `-----${end} ${kind}-----`);
const [KEY, KEY_END] = bounds('EC PRIVATE KEY');

test.each([
  ['https://user:hunter2@git.example.com/a.git', 'https://***@git.example.com/a.git'],
  ['https://hunter2@git.example.com/a.git', 'https://***@git.example.com/a.git'],
  ['postgres://app:hunter2@db:5432/app', 'postgres://app:***@db:5432/app'],
  ['ssh://git@git.example.com/a.git', 'ssh://git@git.example.com/a.git'],
  ['https://git.example.com/@scope/a', 'https://git.example.com/@scope/a'],
  ['host=db password=hunter2 user=app', 'host=db password=*** user=app'],
  ["host=db password = 'hunter2 \\' x' user=app", 'host=db password = *** user=app'],
  ['postgresql:///app?host=db&password=hunter2&sslmode=require', 'postgresql:///app?host=db&password=***&sslmode=require'],
  ['password_encryption=scram-sha-256', 'password_encryption=scram-sha-256'],
  [`a\n${KEY}\nhunter2\n${KEY_END}\nb`, `a\n${KEY}***${KEY_END}\nb`],
  [`${KEY} hunter2`, `${KEY}***`],
  ['-----BEGIN CERTIFICATE-----\nx', '-----BEGIN CERTIFICATE-----\nx'],
  ['AGE-SECRET-KEY-1QQQQQQQQ', '***'],
])('%j is shown as %j', (given, shown) => {
  expect(redacted(given)).toBe(shown);
});

test('fields, variables and Secrets lose their values, references to Secrets do not', () => {
  const reference = { name: 'app', key: 'password' };
  expect(
    redacted({
      password: 'hunter2',
      other: [{ accessKey: reference, secret_access_key: 'hunter2', secret: 'name' }],
      env: [
        { name: 'PGPASSWORD', value: 'hunter2' },
        { name: 'APP_TOKEN', value: 'hunter2' },
        { name: 'TZ', value: 'UTC' },
        { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: reference } },
      ],
      items: [{ kind: 'Secret', stringData: { a: 'hunter2' }, data: { b: 'aHVudGVyMg==' } }],
      passwordSecret: reference,
    }),
  ).toEqual({
    password: '***',
    other: [{ accessKey: reference, secret_access_key: '***', secret: 'name' }],
    env: [
      { name: 'PGPASSWORD', value: '***' },
      { name: 'APP_TOKEN', value: '***' },
      { name: 'TZ', value: 'UTC' },
      { name: 'DB_PASSWORD', valueFrom: { secretKeyRef: reference } },
    ],
    items: [{ kind: 'Secret', stringData: '***', data: '***' }],
    passwordSecret: reference,
  });
});

test('other values are themselves, and a part that recurs is made once', () => {
  expect([1, true, null, undefined].map(redacted)).toEqual([1, true, null, undefined]);
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(redacted(cycle)).toEqual(cycle);
});

test('a problem does not repeat a secret', () => {
  const error = configError([{ code: 'X_Y', path: 'a', message: 'm', given: 'https://u:hunter2@h/x', fix: 'f' }]);
  expect([error.message, error.problems[0].given]).not.toContain(expect.stringContaining('hunter2'));
  expect(error.problems[0].given).toBe('https://***@h/x');
});

test('a whole text loses keys and credentials, and keeps what only looks like a setting', () => {
  const text = `pgplatform seal prod app --from password=stdin\n${KEY}\nhunter2\n${KEY_END} https://a:hunter2@b/c`;
  expect(withoutCredentials(text)).toBe(`pgplatform seal prod app --from password=stdin\n${KEY}***${KEY_END} https://***@b/c`);
});

test('long texts take no longer than their letters', () => {
  for (const part of ['https://', '://a:', bounds('PRIVATE KEY')[0], "password='", 'password=', 'AGE-SECRET-KEY-1', '@']) {
    expect(redacted(part.repeat(100_000)).length).toBeGreaterThan(0);
  }
});
