import * as fs from 'node:fs';
import * as path from 'node:path';
import { EFFECTS } from '@pgplatform/impact';
import { NOW, temporaryDirectory } from '@pgplatform/test-kit';
import Ajv from 'ajv';
import type { PlannedRepository } from '../../src/fleet-plan';
import { planDraft } from '../../src/plan';
import { PlanDigest, parsePlan, writePlanFile } from '../../src/plan/plan-file';
import { readFleetPlan } from '../../src/read-fleet-plan';
import { fakeNpm } from './fake-npm';
import { ReadOnlyGitHub } from './read-only-github';
import { CONFIG, madeBy, repositoryOn, sealed } from './repositories';

const SCHEMA = JSON.parse(fs.readFileSync(path.join(__dirname, '../../schema/fleet-plan.schema.json'), 'utf8'));

const current = repositoryOn('2026.07');

function draft() {
  const github = new ReadOnlyGitHub({
    change: { files: sealed(repositoryOn('2025.10')) },
    edited: { files: { ...current, 'README.md': 'mine' } },
    gone: { archived: true },
    packages: { files: madeBy('0.0.1', current) },
    unsealed: { files: repositoryOn('2025.10') },
    well: { files: current },
  });
  const options = { to: '2026.07', now: NOW, env: fakeNpm().env, note: () => {} };
  return planDraft(github.port, CONFIG, options);
}

test('the file is what the published schema says, and what apply reads', async () => {
  const file = path.join(temporaryDirectory(), 'plan.json');
  const told: PlannedRepository[] = [];
  await writePlanFile(file, draft(), (one) => told.push(one));
  const text = fs.readFileSync(file, 'utf8');
  const plan = JSON.parse(text);
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(SCHEMA);
  expect({ valid: validate(plan), errors: validate.errors }).toEqual({ valid: true, errors: null });
  const { digest, ...rest } = plan;
  expect(readFleetPlan(Buffer.from(text), 'plan.json', CONFIG)).toEqual(rest);
  expect(digest).toMatch(/^sha256:/);
  expect(plan.repositories.map((one: PlannedRepository) => `${one.name} ${one.action}`)).toEqual([
    'change change',
    'edited change',
    'gone skipped',
    'packages change',
    'unsealed blocked',
    'well none',
  ]);
  expect(plan.repositories).toEqual(JSON.parse(JSON.stringify(told)));
  expect(plan.cost).toMatchObject({ pullRequests: 3 });
});

test.each([
  ['without a repository', { campaign: 'c', repositories: [], cost: {} }],
  [
    'with a text that looks like its end',
    { campaign: 'c', repositories: [{ body: '\n  ],\n' }, { body: '"repositories": [' }], cost: { a: 1 } },
  ],
])('a plan is the same in every layout: %s', async (_, { repositories, cost, ...head }: any) => {
  const file = path.join(temporaryDirectory(), 'plan.json');
  const each = (async function* () {
    yield* repositories;
  })();
  await writePlanFile(file, { head, repositories: each, cost: () => cost }, () => {});
  const plan = { ...head, repositories, cost, digest: PlanDigest.of({ ...head, repositories, cost }) };
  const layouts = [fs.readFileSync(file), ...[0, 2].map((indent) => Buffer.from(JSON.stringify(plan, undefined, indent)))];
  expect(layouts.map(parsePlan)).toEqual([plan, plan, plan]);
});

test('the schema spells the verdicts as the scale does', () => {
  expect(SCHEMA.definitions.Repository.properties.verdict.enum).toEqual(EFFECTS);
});

test('what ends half way leaves no plan, and the one before stays', async () => {
  const folder = temporaryDirectory();
  const file = path.join(folder, 'plan.json');
  fs.writeFileSync(file, 'before');
  const stopping = writePlanFile(file, draft(), () => {
    throw new Error('stopped');
  });
  await expect(stopping).rejects.toThrow('stopped');
  expect(fs.readFileSync(file, 'utf8')).toBe('before');
  expect(fs.readdirSync(folder)).toEqual(['plan.json']);
});
