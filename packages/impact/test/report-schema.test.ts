import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TODAY } from '@pgplatform/test-kit';
import Ajv from 'ajv';
import { EFFECTS, impactOf } from '../src';
import { manifests } from './manifests';
import { RULE_CASES } from './rule-cases';

const SCHEMA = JSON.parse(readFileSync(join(__dirname, '../schema/impact-report.schema.json'), 'utf8'));

test('every report is what the published schema says', () => {
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(SCHEMA);
  for (const { before, after } of RULE_CASES) {
    const options = {
      acknowledgements: [{ object: 'Cluster/postgres-prod/postgres-shared', reason: 'r', expires: '2030-01-01' }],
      today: TODAY,
    };
    const report = JSON.parse(JSON.stringify(impactOf(manifests(before), manifests(after), options)));
    expect({ valid: validate(report), errors: validate.errors }).toEqual({ valid: true, errors: null });
  }
});

test('the schema spells the verdicts as the scale does', () => {
  expect(SCHEMA.definitions.Effect.enum).toEqual(EFFECTS);
});
