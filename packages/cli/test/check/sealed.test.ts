import { GeneratedRepository, throwawayKey } from '../generated-repository';
import { checked, lines } from './checked';

const keys = { stage: throwawayKey(), prod: throwawayKey() };
const made: GeneratedRepository[] = [];

function repository(): GeneratedRepository {
  const one = new GeneratedRepository({ stage: keys.stage.certificate, prod: keys.prod.certificate });
  made.push(one);
  one.writeSealed('stage');
  one.writeSealed('prod');
  return one;
}

async function sealFindings(one: GeneratedRepository) {
  const { findings } = await checked(one.root);
  return findings.filter(({ file }) => /backup-s3-credentials-sealed|\.pem$/.test(file ?? ''));
}

describe('sealed files', () => {
  afterAll(() => {
    for (const one of made) one.remove();
  });

  it('that fit their pins give nothing', async () => {
    expect(lines(await sealFindings(repository()))).toEqual([]);
  });

  it('give an error when a declared one is missing and a certificate is pinned', async () => {
    const { findings } = await checked(repository().root);
    expect(lines(findings.filter(({ rule }) => rule === 'SEAL-MISSING'))).toContainEqual(
      expect.stringMatching(/^error SEAL-MISSING workloads\/product-a\/stage\/role-sealed.yaml/),
    );
  });

  it('copied from another environment are known by their values, names and keys, each said once', async () => {
    const one = repository();
    one.write(one.file('prod'), one.read(one.file('stage')));
    const findings = await sealFindings(one);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(
      new Set(['SEAL-VALUE-COPIED', 'SEAL-NAME', 'SEAL-OTHER-ENVIRONMENT']),
    );
    const said = findings.map(({ rule, file, path }) => `${rule} ${file} ${path}`);
    expect(said.length).toBe(new Set(said).size);
  });

  it('are judged as Kustomize builds them, and once', async () => {
    const one = repository();
    one.write(one.file('prod'), one.read(one.file('stage')));
    one.write(
      'infrastructure/postgres/overlays/prod/kustomization.yaml',
      'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: postgres-prod\nresources: [backup-s3-credentials-sealed.yaml]\n',
    );
    const names = (await sealFindings(one)).filter(({ rule }) => rule === 'SEAL-NAME');
    expect(names).toEqual([
      expect.objectContaining({ path: 'metadata.namespace', given: 'postgres-prod', allowed: 'postgres-stage' }),
    ]);
  });

  it('lack a key, have one too many, or a placeholder', async () => {
    const one = repository();
    one.write(one.file('stage'), one.read(one.file('stage')).replace(/^( +)ACCESS_SECRET_KEY: \S+$/m, '$1OTHER: placeholder'));
    const findings = await sealFindings(one);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'SEAL-KEYS', severity: 'error', path: 'spec.encryptedData.ACCESS_SECRET_KEY' }),
    );
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'SEAL-BASE64', path: 'spec.encryptedData.OTHER', line: expect.any(Number) }),
    );
    expect(JSON.stringify(findings)).not.toContain('placeholder"');
  });

  it('whose Secret the controller would not update are an error, once, that seal --refresh-metadata and check --fix both settle', async () => {
    const one = repository();
    const right = one.read(one.file('stage'));
    const stale = right.replace(/ {8}sealedsecrets.bitnami.com\/managed: .*\n/, '');
    one.write(one.file('stage'), stale);
    const findings = (await sealFindings(one)).filter(({ rule }) => rule.startsWith('SEAL-'));
    expect(lines(findings)).toEqual([expect.stringMatching(/^error SEAL-MANAGED /)]);
    expect(findings[0].fix).toContain('pgplatform seal --refresh-metadata');
    await checked(one.root, ['--fix']);
    expect(one.read(one.file('stage')).split('\n').sort()).toEqual(right.split('\n').sort());
  });

  it('written by another tool have no known origin', async () => {
    const one = repository();
    one.write(one.file('stage'), one.read(one.file('stage')).replace(/^ +pgplatform\S*: .*\n/m, ''));
    expect(lines(await sealFindings(one))).toContainEqual(expect.stringMatching(/^warning SEAL-PROVENANCE /));
  });

  it('are judged with the certificate: another one in its place is an error', async () => {
    const one = repository();
    one.write('certs/prod.pem', keys.stage.certificate.pem);
    expect(lines(await sealFindings(one))).toContainEqual(expect.stringMatching(/^error CERTIFICATE-MISMATCH certs\/prod.pem/));
  });
});
