import { NOW, TODAY } from '@pgplatform/test-kit';
import { parse } from 'yaml';
import { PROVENANCE_ANNOTATION, readProvenance } from '../src/provenance';
import { readSealedFile, refreshMetadata, replaceSealedValues, sealedKeysOf, sealIntoFile } from '../src/sealed-secret';
import { encryptionLabel } from '../src/sealing-scope';
import { backupSecret, codesOf } from './declared';
import { throwawayKey } from './throwaway-key';
import { unseal } from './unsealer';

const { certificate, privateKey } = throwawayKey();
const now = NOW;
const secret = backupSecret();
const both = new Map([
  ['ACCESS_KEY_ID', Buffer.from('AKIAZ7PTYPTYPTYPTYPT')],
  ['ACCESS_SECRET_KEY', Buffer.from('0123456789abcdefghijABCDEFGHIJ0123456789')],
]);
const fresh = sealIntoFile({ secret, certificate, now }, both);
const one = new Map([['ACCESS_SECRET_KEY', Buffer.from('another-value')]]);

it('a new file has everything the declaration says, where the controller reads it', () => {
  const manifest = parse(fresh);
  expect(manifest).toMatchObject({
    apiVersion: 'bitnami.com/v1alpha1',
    kind: 'SealedSecret',
    metadata: {
      name: 'postgres-backup-s3-credentials',
      namespace: 'postgres-stage',
      annotations: { 'argocd.argoproj.io/sync-wave': '0', 'argocd.argoproj.io/sync-options': 'Prune=false,Delete=false' },
    },
    spec: {
      template: {
        type: 'Opaque',
        metadata: {
          name: 'postgres-backup-s3-credentials',
          namespace: 'postgres-stage',
          labels: { 'cnpg.io/reload': 'true' },
          annotations: {
            'sealedsecrets.bitnami.com/skip-set-owner-references': 'true',
            'sealedsecrets.bitnami.com/managed': 'true',
          },
        },
      },
    },
  });
  const label = encryptionLabel('strict', 'postgres-stage', 'postgres-backup-s3-credentials');
  for (const [key, value] of both) {
    expect(unseal(privateKey, manifest.spec.encryptedData[key], label).equals(value)).toBe(true);
  }
});

it('the record of a key names the certificate, the ciphertext and the day, and nothing else', () => {
  const record = readProvenance(parse(fresh)).ACCESS_KEY_ID;
  expect(record).toEqual({ cert: certificate.spki.slice(0, 16), ct: expect.stringMatching(/^[0-9a-f]{16}$/), at: TODAY });
});

it('sealing one key leaves the other lines byte for byte, comments included', () => {
  const commented = fresh.replace('spec:', '# ours\nspec:').replace('  template:', '  # what it becomes\n  template:');
  const after = sealIntoFile({ secret, certificate, now, existing: commented }, one);
  const changed = after.split('\n').filter((line, i) => line !== commented.split('\n')[i]);
  expect(changed.map((line) => line.trim().split(':')[0])).toEqual([PROVENANCE_ANNOTATION, 'ACCESS_SECRET_KEY']);
  expect(after.split('\n')).toHaveLength(commented.split('\n').length);
});

it('the record of a key that another tool rewrote is dropped, not inherited', () => {
  const other = parse(sealIntoFile({ secret, certificate, now }, both)).spec.encryptedData.ACCESS_KEY_ID;
  const rewritten = fresh.replace(parse(fresh).spec.encryptedData.ACCESS_KEY_ID, other);
  expect(Object.keys(readProvenance(parse(rewritten)))).toEqual(['ACCESS_SECRET_KEY']);
  expect(Object.keys(readProvenance(parse(sealIntoFile({ secret, certificate, now, existing: rewritten }, one))))).toEqual([
    'ACCESS_SECRET_KEY',
  ]);
});

it('a file by kubeseal is brought up to date without touching its other values', () => {
  const value = parse(fresh).spec.encryptedData.ACCESS_KEY_ID;
  const existing = `---
apiVersion: bitnami.com/v1alpha1
kind: SealedSecret
metadata:
  creationTimestamp: null
  name: postgres-backup-s3-credentials
  namespace: postgres-stage
spec:
  encryptedData:
    ACCESS_KEY_ID: ${value}
  template:
    metadata:
      creationTimestamp: null
      name: postgres-backup-s3-credentials
      namespace: postgres-stage
`;
  const after = parse(sealIntoFile({ secret, certificate, now, existing }, one));
  expect(after.spec.encryptedData.ACCESS_KEY_ID).toBe(value);
  expect(after.spec.template.metadata.labels).toEqual({ 'cnpg.io/reload': 'true' });
  expect(after.metadata.annotations['argocd.argoproj.io/sync-options']).toBe('Prune=false,Delete=false');
});

it('one key is not sealed into a file for another name, namespace or scope', () => {
  for (const existing of [
    fresh.replace(/postgres-stage/g, 'postgres-prod'),
    fresh.replace(/name: postgres-backup-s3-credentials/g, 'name: other'),
    fresh.replace('  annotations:', '  annotations:\n    sealedsecrets.bitnami.com/cluster-wide: "true"'),
  ]) {
    expect(codesOf(() => sealIntoFile({ secret, certificate, now, existing }, one))).toEqual(['SEAL_FILE_OTHER']);
  }
});

it('all keys make such a file right again, and what was bound to the old name goes', () => {
  const existing = fresh
    .replace(/postgres-stage/g, 'postgres-prod')
    .replace('  annotations:', '  annotations:\n    sealedsecrets.bitnami.com/cluster-wide: "true"')
    .replace('  encryptedData:', '  encryptedData:\n    OLD: AgAA');
  const after = parse(sealIntoFile({ secret, certificate, now, existing }, both));
  expect(after.metadata.namespace).toBe('postgres-stage');
  expect(after.spec.template.metadata.namespace).toBe('postgres-stage');
  expect(after.metadata.annotations).not.toHaveProperty(['sealedsecrets.bitnami.com/cluster-wide']);
  expect(Object.keys(after.spec.encryptedData)).toEqual(['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY']);
});

it('a wider scope is written at the top, where the controller looks, and in the template', () => {
  const wide = backupSecret({ scope: 'namespace-wide' });
  const manifest = parse(sealIntoFile({ secret: wide, certificate, now }, both));
  const annotation = ['sealedsecrets.bitnami.com/namespace-wide'];
  expect(manifest.metadata.annotations).toHaveProperty(annotation, 'true');
  expect(manifest.spec.template.metadata.annotations).toHaveProperty(annotation, 'true');
  const label = encryptionLabel('namespace-wide', 'postgres-stage', '');
  expect(unseal(privateKey, manifest.spec.encryptedData.ACCESS_KEY_ID, label).toString()).toBe('AKIAZ7PTYPTYPTYPTYPT');
});

it('a plain Secret, several documents and unknown YAML are never written over', () => {
  const cases: [string, string][] = [
    ['apiVersion: v1\nkind: Secret\ndata:\n  K: c2VjcmV0\n', 'SEAL_FILE_OTHER'],
    [`${fresh}---\na: 1\n`, 'SEAL_FILE_UNREADABLE'],
    ['{"kind": "SealedSecret"}', 'SEAL_FILE_UNREADABLE'],
  ];
  for (const [existing, code] of cases) {
    expect(codesOf(() => sealIntoFile({ secret, certificate, now, existing }, both))).toEqual([code]);
  }
});

it('undeclared keys, no keys, bad names and too much data are refused', () => {
  const seal = (values: Map<string, Buffer>, into = secret) =>
    codesOf(() => sealIntoFile({ secret: into, certificate, now }, values));
  expect(seal(new Map([['OTHER', Buffer.from('v')]]))).toEqual(['SEAL_KEYS']);
  expect(seal(new Map())).toEqual(['SEAL_KEYS']);
  expect(seal(both, backupSecret({ name: 'A/b' }))).toEqual(['SEAL_NAME']);
  expect(seal(new Map([['ACCESS_KEY_ID', Buffer.alloc(1024 * 1024 + 1)]]))).toEqual(['SEAL_SIZE']);
});

it('values sealed elsewhere replace ours, with a record', () => {
  const sealed = new Map([
    ['ACCESS_KEY_ID', parse(sealIntoFile({ secret, certificate, now }, both)).spec.encryptedData.ACCESS_KEY_ID],
  ]);
  const after = parse(replaceSealedValues({ secret, certificate, now, existing: fresh }, sealed));
  expect(after.spec.encryptedData.ACCESS_KEY_ID).toBe(sealed.get('ACCESS_KEY_ID'));
  expect(Object.keys(readProvenance(after))).toEqual(['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY']);
});

it('a key counts as sealed only with a well-formed value under the declared name', () => {
  const placeholder = fresh.replace(parse(fresh).spec.encryptedData.ACCESS_KEY_ID, 'PLACEHOLDER-RUN-KUBESEAL');
  expect(sealedKeysOf(readSealedFile(placeholder, 'f'), secret)).toEqual(['ACCESS_SECRET_KEY']);
  expect(sealedKeysOf(readSealedFile(fresh, 'f'), backupSecret({ name: 'other' }))).toEqual([]);
});

describe('metadata is refreshed without any value', () => {
  /** What version 0.2.0 wrote: the annotation that lets the controller update the Secret is not there. */
  const stale = fresh.replace(/ {8}sealedsecrets.bitnami.com\/managed: .*\n/, '').replace(/ {6}labels:\n.*\n/, '');

  it('adds what is missing, and leaves every other line as it is', () => {
    const commented = stale
      .replace('spec:', '# ours\nspec:')
      .replace('references: "true"', 'references: "true"   # asked for by us\n        team: payments');
    const after = refreshMetadata(commented, secret);
    const added = after.split('\n').filter((line) => !commented.split('\n').includes(line));
    expect(added.map((line) => line.trim())).toEqual([
      'sealedsecrets.bitnami.com/managed: "true"',
      'labels:',
      'cnpg.io/reload: "true"',
    ]);
    expect(after.split('\n').filter((line) => !added.includes(line))).toEqual(commented.split('\n'));
    expect(parse(after)).toMatchObject({ ...parse(fresh), spec: { encryptedData: parse(fresh).spec.encryptedData } });
    expect(refreshMetadata(after, secret)).toBe(after);
    expect(readProvenance(parse(after))).toEqual(readProvenance(parse(fresh)));
  });

  it('a value that is no text is put right, line ends and the rest of the line stay', () => {
    const loose = fresh.replace('managed: "true"', 'managed: true # YAML').replace(/\n/g, '\r\n');
    expect(refreshMetadata(loose, secret)).toBe(
      fresh.replace('managed: "true"', 'managed: "true" # YAML').replace(/\n/g, '\r\n'),
    );
  });

  it('with the model of an older version too', () => {
    const { [Object.keys(secret.annotations)[1]]: managed, ...annotations } = secret.annotations;
    expect(managed).toBe('true');
    expect(parse(refreshMetadata(stale, { ...secret, annotations })).spec.template.metadata.annotations).toEqual(
      secret.annotations,
    );
  });

  it('the scope, which every value is bound to, is never touched', () => {
    const scope = 'sealedsecrets.bitnami.com/namespace-wide';
    const wide = backupSecret({ scope: 'namespace-wide' });
    const top = stale.replace('  annotations:', `  annotations:\n    ${scope}: "true"`);
    const after = parse(refreshMetadata(top, wide));
    expect(after.metadata.annotations[scope]).toBe('true');
    expect(after.spec.template.metadata.annotations).not.toHaveProperty([scope]);
    expect(codesOf(() => refreshMetadata(top, secret))).toEqual(['SEAL_FILE_OTHER']);
    expect(codesOf(() => refreshMetadata(stale, wide))).toEqual(['SEAL_FILE_OTHER']);
  });

  it('a file for another place, a plain Secret and YAML that could be misread are refused', () => {
    const refused = (text: string) => codesOf(() => refreshMetadata(text, secret));
    expect(refused(stale.replace('name: postgres-backup', 'name: other'))).toEqual(['SEAL_FILE_OTHER']);
    expect(refused('apiVersion: v1\nkind: Secret\ndata:\n  K: c2VjcmV0\n')).toEqual(['SEAL_FILE_OTHER']);
    expect(refused(JSON.stringify(parse(stale)))).toEqual(['SEAL_FILE_UNREADABLE']);
    expect(refused(stale.replace(/ {6}annotations:\n.*\n/, '      annotations: none\n'))).toEqual(['SEAL_FILE_UNREADABLE']);
  });
});
