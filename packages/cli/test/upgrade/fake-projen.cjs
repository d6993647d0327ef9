#!/usr/bin/env node
// Stands for projen in a repository of upgraded-repository.ts: writes what the options say. FAKE_PROJEN says how it fails.
const { createHash } = require('node:crypto');
const fs = require('node:fs');

const mode = process.env.FAKE_PROJEN;
const source = fs.readFileSync('.projenrc.ts', 'utf8');
const release = /platformRelease: '(.*?)'/.exec(source)[1];
if (mode === 'fails') {
  console.error('👾 default\n\n1 problem in the configuration:\n  OPTION_UNKNOWN  storag');
  process.exit(1);
}
if (mode === 'killed') {
  fs.writeFileSync('apps/new.yaml', '{}\n');
  process.exit(0); // as projen did when a signal had ended the synthesis
}
const file = '.pgplatform/model.json';
const asked = JSON.parse(fs.readFileSync('package.json', 'utf8')).devDependencies['@pgplatform/cli'];
const model = { ...JSON.parse(fs.readFileSync(file, 'utf8')), platformRelease: release, packageVersion: asked };
model.projenrcSha256 = createHash('sha256').update(source).digest('hex');
fs.writeFileSync(file, JSON.stringify(model));
fs.writeFileSync('.projen/files.json', JSON.stringify({ files: ['.pgplatform/model.json', 'apps/operator.yaml', 'apps/new.yaml'] }));
const version = { '2026.02-operator': '0.27.1', '2026.02': '0.27.1', '2026.06': '0.28.3' }[release] ?? '0.26.0';
const operator = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  metadata: { name: 'operator', namespace: 'argocd' },
  spec: {
    project: 'default',
    source: {
      repoURL: 'https://cloudnative-pg.github.io/charts',
      chart: 'cloudnative-pg',
      targetRevision: version,
      helm: { releaseName: 'cnpg' },
    },
    destination: { server: 'https://kubernetes.default.svc', namespace: 'cnpg-system' },
    syncPolicy: { syncOptions: ['ServerSideApply=true', 'CreateNamespace=true', 'Delete=false'] },
  },
};
fs.writeFileSync('apps/operator.yaml', JSON.stringify(operator));
if (mode === 'plain secret') {
  const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, stringData: { password: 'x' } };
  fs.writeFileSync('apps/new.yaml', JSON.stringify(secret));
}
if (process.env.PGPLATFORM_SYNTHESIS_STAMP) fs.writeFileSync(process.env.PGPLATFORM_SYNTHESIS_STAMP, '');
