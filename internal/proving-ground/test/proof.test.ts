import type { Request } from '../src/ground';
import { proofText } from '../src/proof';
import type { SuiteResult } from '../src/report';
import { SUITES } from '../src/suites/suites';

const request = { seed: 7, short: true, parts: { 'kubernetes v1.2.3': '/x' } } as unknown as Request;
const result = (suite: string, rest: Partial<SuiteResult> = {}): SuiteResult => ({
  suite,
  held: 3,
  fellShort: [],
  figures: ['5 judged'],
  standIns: [],
  seconds: 90,
  ...rest,
});

test('says what was proved, with what, and what not', () => {
  const results = SUITES.map(({ name }) => result(name));
  const text = proofText(
    [...results.slice(1), result(SUITES[0].name, { fellShort: ['a fact'], standIns: ['a chart'] })],
    request,
    '2026-01-01',
  );
  for (const part of [
    '2026-01-01',
    'seed 7',
    'short form',
    'kubernetes | v1.2.3',
    '5 judged',
    '**Fell short**: a fact',
    '- a chart',
    'no Pod',
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain('undefined');
  expect(text).not.toContain('/x');
});
