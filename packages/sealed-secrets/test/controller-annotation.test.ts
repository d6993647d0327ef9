import { isUnmanaged } from '@pgplatform/core';
import { SecretController } from '@pgplatform/test-kit';
import { parse } from 'yaml';
import { sealIntoFile } from '../src/sealed-secret';
import { backupSecret } from './declared';
import { throwawayKey } from './throwaway-key';

const PREFIX = 'sealedsecrets.bitnami.com/';
const { certificate } = throwawayKey();
const values = new Map([['ACCESS_KEY_ID', Buffer.from('AKIAZ7PTYPTYPTYPTYPT')]]);
const written = parse(sealIntoFile({ secret: backupSecret(), certificate, now: new Date('2026-11-22') }, values));
const template = written.spec.template.metadata;

it('the controller makes the Secret of what is sealed, updates it, makes it again, and leaves it when the SealedSecret goes', () => {
  const controller = new SecretController();
  expect(controller.reconcile(template, 'first')).toBeUndefined();
  expect(controller.reconcile(template, 'second')).toBeUndefined();
  expect(controller.live?.value).toBe('second');
  expect(controller.deleteSecret(template, 'second')).toBe(true);
  controller.deleteSealedSecret();
  expect(controller.live?.value).toBe('second');
});

const STATES = [undefined, 'true', 'false', 'True', 'yes', true];
const TEMPLATES = STATES.flatMap((skip) =>
  STATES.flatMap((managed) => STATES.map((patch) => ({ 'skip-set-owner-references': skip, managed, patch }))),
).map((said) =>
  Object.fromEntries(Object.entries(said).flatMap(([name, value]) => (value === undefined ? [] : [[PREFIX + name, value]]))),
);

it('a template is unmanaged exactly when the controller cannot update its Secret, whatever it says', () => {
  const isRefused = (annotations: Record<string, unknown>) => {
    const controller = new SecretController();
    return ['first', 'second'].some((value) => controller.reconcile({ annotations }, value) !== undefined);
  };
  const wrong = TEMPLATES.filter(
    (annotations) => isUnmanaged({ spec: { template: { metadata: { annotations } } } }) !== isRefused(annotations),
  );
  expect([TEMPLATES.length, wrong]).toEqual([216, []]);
});

it('a Secret made without is updated once it is annotated, and stays so only with a template that says it', () => {
  const half = { annotations: { [`${PREFIX}skip-set-owner-references`]: 'true' } };
  const live = () =>
    new SecretController({ annotations: { ...half.annotations, [`${PREFIX}managed`]: 'true' }, owned: false, value: 'first' });
  const [healed, again] = [live(), live()];
  expect(['second', 'third'].map((value) => healed.reconcile(template, value))).toEqual([undefined, undefined]);
  expect(['second', 'third'].map((value) => again.reconcile(half, value))).toEqual([
    undefined,
    expect.stringContaining('not managed'),
  ]);
});
