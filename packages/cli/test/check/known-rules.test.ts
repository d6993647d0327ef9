import * as fs from 'node:fs';
import * as path from 'node:path';
import { allRules, requireKnownRules } from '../../src/check/known-rules';
import { SEALING_RULES } from '../../src/check/sealing-rule';

const SEALED_SECRETS = path.resolve(__dirname, '../../../sealed-secrets/src');
/** Said by preflight, under the name beside it. */
const ELSEWHERE = [
  'CERTIFICATE-UNPINNED', // SEAL-MISSING
  'SEAL-KEYS', // of preflight too
  'SEAL-KEY-MISSING', // SEAL-KEYS
  'SEAL-KEY-UNDECLARED', // SEAL-KEYS
  'SEAL-VALUE-INVALID', // SEAL-BASE64, SEAL-HEADER
  'SEAL-LENGTH', // of preflight too
  'SEAL-MANAGED',
  'SEAL-MANAGED', // of preflight too
  'SEAL-MOVED', // SEAL-NAME
  'SEAL-SCOPE', // of preflight too
  'SEAL-PLAIN-SECRET', // SECRET-PLAIN
  'SEAL-FILE-OTHER', // thrown by seal
  'SEAL-FILE-UNREADABLE', // YAML-INVALID
];

describe('the rules of check', () => {
  it('have one id each, and say what they want, why and what to do', () => {
    const rules = allRules();
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(rules.filter(({ says, fix, source }) => !says || !fix || !source)).toEqual([]);
    expect(rules.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['CL-IMG-1', 'SCHEMA-TYPE', 'P-01', 'SEAL-MISSING', 'YAML-EMPTY', 'SEAL-PROVENANCE']),
    );
  });

  it('have every code that sealed files and pins are judged by', () => {
    const sources = ['certificate-findings', 'sealing-certificate', 'sealing-findings'].map((name) =>
      fs.readFileSync(path.join(SEALED_SECRETS, `${name}.ts`), 'utf8'),
    );
    const codes = new Set(
      [...sources.join('').matchAll(/'((?:SEAL|CERTIFICATE)_[A-Z_]+)'/g)].map(([, code]) => code.replaceAll('_', '-')),
    );
    const known = new Set(SEALING_RULES.map(({ id }) => id));
    expect([...codes].filter((code) => !known.has(code) && !ELSEWHERE.includes(code))).toEqual([]);
    expect([...known].filter((id) => !codes.has(id))).toEqual([]);
  });

  it('can be ignored with a reason, all of them', () => {
    expect(() => requireKnownRules(allRules().map(({ id }) => ({ rule: id, reason: 'a test' })))).not.toThrow();
  });
});
