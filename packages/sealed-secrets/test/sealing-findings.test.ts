import { NOW } from '@pgplatform/test-kit';
import { parse } from 'yaml';
import { sealIntoFile } from '../src/sealed-secret';
import { copiedValueFindings, sealingContext, sealingFindings } from '../src/sealing-findings';
import { backupSecret, environment } from './declared';
import { throwawayKey } from './throwaway-key';

const { certificate } = throwawayKey();
const other = throwawayKey().certificate;
const now = NOW;
const secret = backupSecret();
const values = (id = 'AKIAZ7PTYPTYPTYPTYPT', key = '0123456789abcdefghijABCDEFGHIJ0123456789') =>
  new Map([
    ['ACCESS_KEY_ID', Buffer.from(id)],
    ['ACCESS_SECRET_KEY', Buffer.from(key)],
  ]);
const good = sealIntoFile({ secret, certificate, now }, values());
const context = { environment: 'stage', certificate, otherPins: [{ environment: 'prod', spki: other.spki }] };
const codes = (text: string, declared = secret, at = context as Parameters<typeof sealingFindings>[2]) =>
  sealingFindings(parse(text), declared, at).map((finding) => finding.code);

it('a file that seal wrote has no finding', () => {
  expect(codes(good)).toEqual([]);
});

it.each<[string, string, string]>([
  ['a plain Secret', 'SEAL_PLAIN_SECRET', 'kind: Secret\ndata: {}\n'],
  ['something else', 'SEAL_KIND', 'kind: ConfigMap\n'],
  ['nothing', 'SEAL_KIND', ''],
])('%s in the place of the file is found', (_, code, text) => {
  expect(codes(text)).toEqual([code]);
});

it('what Kustomize renamed after sealing is found', () => {
  expect(codes(good.replace('namespace: postgres-stage', 'namespace: postgres-prod'))).toEqual(['SEAL_NAME']);
  const moved = backupSecret({ namespace: 'postgres-prod' });
  expect(codes(good.replace('namespace: postgres-stage', 'namespace: postgres-prod'), moved)).toEqual(['SEAL_MOVED']);
});

it('a scope that is not the declared one, in both places, or invisible to the controller is found', () => {
  const annotate = (lines: string) => good.replace('  annotations:', `  annotations:\n${lines}`);
  const wide = '    sealedsecrets.bitnami.com/cluster-wide: "true"';
  expect(codes(annotate(wide))).toEqual(['SEAL_SCOPE']);
  expect(codes(annotate(`${wide}\n    sealedsecrets.bitnami.com/namespace-wide: "true"`))).toEqual(['SEAL_SCOPE']);
  expect(codes(annotate('    sealedsecrets.bitnami.com/cluster-wide: true'))).toEqual(['SEAL_SCOPE']);
  expect(codes(good.replace('      annotations:', '      annotations:\n    ' + wide))).toEqual(['SEAL_SCOPE']);
});

it('keys that are missing, undeclared, not text or no sealed value are found', () => {
  const line = good.split('\n').find((text) => text.includes('ACCESS_KEY_ID: '))!;
  expect(codes(good.replace(`${line}\n`, ''))).toEqual(['SEAL_KEY_MISSING']);
  expect(codes(good.replace(line, `${line}\n    EXTRA: AgAA`))).toEqual(['SEAL_KEY_UNDECLARED']);
  expect(codes(good.replace(line, '    ACCESS_KEY_ID: 12'))).toEqual(['SEAL_VALUE_INVALID']);
  expect(codes(good.replace(line, '    ACCESS_KEY_ID: PLACEHOLDER-RUN-KUBESEAL'))).toEqual(['SEAL_VALUE_INVALID']);
});

it('a placeholder and a trailing newline are seen from outside', () => {
  expect(codes(sealIntoFile({ secret, certificate, now }, values('xxx')))).toEqual(['SEAL_LENGTH']);
  const newline = sealIntoFile({ secret, certificate, now }, values(undefined, '0123456789abcdefghijABCDEFGHIJ0123456789\n'));
  const [finding] = sealingFindings(parse(newline), secret, context);
  expect(finding).toMatchObject({
    code: 'SEAL_LENGTH',
    given: '41 bytes',
    allowed: '40 bytes',
    message: expect.stringContaining('newline'),
  });
});

it('a key without rules that holds three bytes is doubted', () => {
  const free = backupSecret({ keys: [{ name: 'ACCESS_KEY_ID' }, { name: 'ACCESS_SECRET_KEY' }] });
  expect(codes(sealIntoFile({ secret: free, certificate, now }, values('xxx')), free)).toEqual(['SEAL_SHORT']);
});

it('a fixed public value has exactly one length', () => {
  const fixed = backupSecret({ keys: [{ name: 'ACCESS_KEY_ID', publicValue: 'app' }, { name: 'ACCESS_SECRET_KEY' }] });
  expect(codes(sealIntoFile({ secret: fixed, certificate, now }, values('app')), fixed)).toEqual([]);
  expect(codes(sealIntoFile({ secret: fixed, certificate, now }, values('apps')), fixed)).toEqual(['SEAL_LENGTH']);
});

it('a value sealed for another environment is found', () => {
  const foreign = sealIntoFile({ secret, certificate: other, now }, values());
  expect(new Set(codes(foreign))).toEqual(new Set(['SEAL_OTHER_ENVIRONMENT']));
});

it('a value sealed with an earlier certificate of ours is only information', () => {
  const earlier = sealIntoFile({ secret, certificate: other, now }, values());
  const findings = sealingFindings(parse(earlier), secret, { ...context, otherPins: [] });
  expect(new Set(findings.map((finding) => `${finding.severity} ${finding.code}`))).toEqual(new Set(['info SEAL_EARLIER_KEY']));
});

it('a value by another tool has unknown provenance, and a key of another size is certain', () => {
  const anonymous = good.replace(/ {4}pgplatform.dev\/sealed: .*\n/, '');
  expect(codes(anonymous)).toEqual(['SEAL_PROVENANCE', 'SEAL_PROVENANCE']);
  const large = throwawayKey({ bits: 3072 }).certificate;
  const foreign = sealIntoFile({ secret, certificate: large, now }, values()).replace(/ {4}pgplatform.dev\/sealed: .*\n/, '');
  expect(codes(foreign)).toEqual(['SEAL_FOREIGN_KEY', 'SEAL_PROVENANCE', 'SEAL_FOREIGN_KEY', 'SEAL_PROVENANCE']);
});

it('environments on one cluster share its keys, so only the pins of other clusters tell that a value is for elsewhere', () => {
  const pin = (name: string, spki: string) => environment(name, { path: `certs/${name}.pem`, spki });
  const [stage, prod] = [pin('stage', certificate.spki), pin('prod', other.spki)];
  expect(sealingContext(stage, [stage, prod], certificate)).toEqual(context);
  expect(sealingContext(stage, [stage, { ...prod, destination: 'stage' }], certificate).otherPins).toEqual([]);
});

it('nothing is promised of a key that nobody but the cluster knows', () => {
  const earlier = sealIntoFile({ secret, certificate: other, now }, values());
  const findings = sealingFindings(parse(earlier), secret, { ...context, otherPins: [] });
  expect(findings.map(({ message }) => message)).not.toContainEqual(expect.stringMatching(/still|stays|opens/));
  expect(findings[0].fix).toContain('pgplatform reseal stage asks it');
});

it('a Secret that the controller would make once and never update is an error, with the command that heals it', () => {
  const [finding, ...rest] = sealingFindings(
    parse(good.replace(/ {8}sealedsecrets.bitnami.com\/managed: .*\n/, '')),
    secret,
    context,
  );
  expect([finding.severity, finding.code, rest]).toEqual(['error', 'SEAL_MANAGED', []]);
  expect(finding.fix).toContain('pgplatform seal --refresh-metadata stage postgres-backup-s3-credentials');
});

it('guards, labels and the type that are not there any more are found', () => {
  expect(codes(good.replace(/ {4}argocd.argoproj.io\/sync-options.*\n/, ''))).toEqual(['SEAL_METADATA']);
  expect(codes(good.replace(/ {6}labels:\n.*\n/, ''))).toEqual(['SEAL_METADATA']);
  expect(codes(good.replace('type: Opaque', 'type: kubernetes.io/basic-auth'))).toEqual(['SEAL_METADATA']);
});

it('large values are a warning, too large ones an error', () => {
  const free = backupSecret({ keys: [{ name: 'ACCESS_KEY_ID' }] });
  const sized = (bytes: number) =>
    sealIntoFile({ secret: free, certificate, now }, new Map([['ACCESS_KEY_ID', Buffer.alloc(bytes)]]));
  expect(sealingFindings(parse(sized(150_001)), free, context)).toMatchObject([{ code: 'SEAL_SIZE', severity: 'warning' }]);
  const line = parse(sized(1024 * 1024)).spec.encryptedData.ACCESS_KEY_ID;
  const two = sized(1024 * 1024).replace('  encryptedData:', `  encryptedData:\n    B: ${line}`);
  expect(codes(two, free)).toContain('SEAL_SIZE');
});

it('a value that stands in two files is a copy', () => {
  const manifest = parse(good);
  expect(copiedValueFindings([{ path: 'a', manifest }]).map((finding) => finding.code)).toEqual([]);
  const findings = copiedValueFindings([
    { path: 'a', manifest },
    { path: 'b', manifest },
  ]);
  expect(findings.map((finding) => finding.path)).toEqual(['b.ACCESS_KEY_ID', 'b.ACCESS_SECRET_KEY']);
});
