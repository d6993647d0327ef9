import { parameterEffect } from '../../src/documents/parameter-reasons';

// What the tables "Parameters" of https://www.postgresql.org/docs/17/runtime-config.html say: set at server start, or when.
test.each([
  ['max_connections', 'restart'],
  ['shared_buffers', 'restart'],
  ['max_notify_queue_pages', 'restart'],
  ['pg_stat_statements.max', 'restart'],
  ['work_mem', 'reload'],
  ['log_connections', 'reload'],
  ['bgwriter_delay', 'reload'],
  ['an_extension.setting', 'see `pg_settings.context`'],
])('a change of %s needs a %s', (name, effect) => {
  expect(parameterEffect(name, 17)).toBe(effect);
});

test('it is that of the major version: the first one with summarize_wal is 17', () => {
  expect(parameterEffect('summarize_wal', 17)).toBe('reload');
  expect(parameterEffect('summarize_wal', 16)).toBe('see `pg_settings.context`');
});
