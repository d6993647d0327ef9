import { PostgresParameters } from '../src';

test('all 65 parameters that the operator keeps for itself are known, each with its reason', () => {
  const fixed = PostgresParameters.fixed();
  expect(fixed).toHaveLength(65);
  expect(new Set(fixed).size).toBe(65);
  expect(fixed).toEqual([...fixed].sort());
  for (const name of fixed) {
    expect(PostgresParameters.reason(name)).toMatch(/\w/);
  }
});

test('fixed parameters are refused by name, with the reason and the way to go', () => {
  const problems = PostgresParameters.validate(
    { archive_command: '/bin/true', logging_collector: 'on', ssl: 'off' },
    'parameters',
  );
  expect(problems.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'PARAMETER_FIXED parameters.archive_command',
    'PARAMETER_FIXED parameters.logging_collector',
    'PARAMETER_FIXED parameters.ssl',
  ]);
  expect(problems[0].message).toContain('use the backup options');
  expect(problems[1].message).toContain('log');
  expect(problems[2].message).toContain('spec.certificates');
});

test('parameters that people set are accepted, those of extensions too', () => {
  const parameters = { max_connections: '100', archive_timeout: '5min', 'pg_stat_statements.max': '10000', DateStyle: 'iso' };
  expect(PostgresParameters.validate(parameters, 'parameters')).toEqual([]);
  expect(PostgresParameters.reason('max_connections')).toBeUndefined();
});

test.each(['max connections', 'a.b.c', '1st', 'a-b', ''])('"%s" is not the name of a parameter', (name) => {
  expect(PostgresParameters.validate({ [name]: '1' }, 'parameters')).toMatchObject([{ code: 'PARAMETER_NAME' }]);
});

test('what every object inherits is not a fixed parameter', () => {
  expect(PostgresParameters.reason('toString')).toBeUndefined();
  expect(PostgresParameters.validate({ constructor: '1' }, 'parameters')).toEqual([]);
});
