import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '@pgplatform/test-kit';
import { OPTION_SETS } from '../admission/option-sets';
import { ArgoCd } from '../argo-cd';
import { writeChartRepository } from '../charts';
import { now, secondsSince, until } from '../clock';
import type { ControlPlane } from '../control-plane';
import { installedCrds } from '../crds';
import { Applications } from '../delivery/applications';
import { NodeStandIn } from '../delivery/node-stand-in';
import { PushedRepository } from '../delivery/pushed-repository';
import type { Ground } from '../ground';
import { makeHostCertificate } from '../host-certificate';
import { Operator, releaseManifest } from '../operator';
import {
  ARGO_CD,
  BARMAN_PLUGIN,
  CERT_MANAGER,
  HELM,
  KUSTOMIZE,
  OPERATORS,
  PROMETHEUS_OPERATOR,
  SEALED_SECRETS,
  SEALED_SECRETS_CRDS,
} from '../part';
import type { Report } from '../report';
import { SealingController } from '../sealing-controller';
import { WebHosts } from '../web-hosts';
import type { Suite } from './suite';

const [OPERATOR] = OPERATORS;
const GIT = 'git.example.com';
const CHARTS = 'cloudnative-pg.github.io';
const CRDS = [PROMETHEUS_OPERATOR, CERT_MANAGER, SEALED_SECRETS_CRDS, ARGO_CD];

const OPTIONS = {
  name: 'payments-db',
  team: 'payments',
  repoUrl: `https://${GIT}/payments/postgres.git`,
  ...OPTION_SETS['products'],
  clusterBase: { networkPolicy: {}, walStorage: '5Gi' },
};

/** A generated repository is delivered by a real Argo CD, as it is. */
export const DELIVERY: Suite = {
  name: 'delivery',
  proves: 'Argo CD delivers a generated repository as it is, keeps it in sync, and a fault stays where it is',
  parts: () => [...CRDS, OPERATOR, BARMAN_PLUGIN, KUSTOMIZE, HELM, SEALED_SECRETS],
  tools: ['openssl', 'git', 'tar', 'redis-server'],
  async run(ground, report) {
    const { plane, state } = await ground.freshControlPlane();
    const applications = new Applications(plane.api);
    const { repository, stop } = await startDelivery(ground, plane, state, report);
    try {
      await firstDelivery(plane, ground, state, repository, applications, report);
      await hardRefreshes(applications, ground.request.short ? 3 : 10, report);
      await brokenProduct(plane, repository, applications, report);
    } finally {
      await stop();
    }
  },
};

/** Everything around the repository, as a cluster has it before the bootstrap. */
async function startDelivery(ground: Ground, plane: ControlPlane, state: string, report: Report) {
  await plane.api.applyAll(installedCrds(ground, CRDS));
  const certificate = await makeHostCertificate([GIT, CHARTS], state);
  const [git, files] = [join(state, 'git'), join(state, 'files')];
  mkdirSync(join(git, 'payments'), { recursive: true });
  const hosts = await WebHosts.start({ certificate, git: { [GIT]: git }, files: { [CHARTS]: files } });
  const sealing = await SealingController.start(plane, ground.folderOf(SEALED_SECRETS), state);
  const [argoCd, kustomize, helm] = [ARGO_CD, KUSTOMIZE, HELM].map((part) => ground.folderOf(part));
  const argo = await ArgoCd.start(plane, { argoCd, kustomize, helm, state, trusted: certificate.file });
  const node = new NodeStandIn(plane.api);
  report.standIn(NodeStandIn.standsIn);
  const repository = await PushedRepository.create({
    work: join(state, 'work'),
    bare: join(git, 'payments/postgres.git'),
    certificate: sealing.certificate,
  });
  repository.generate(OPTIONS);
  await writeChartRepository(join(files, 'charts'), chartsOf(repository, ground), ground.request.charts, report);
  const stop = async () => {
    node.stop();
    hosts.stop();
    await argo.stop();
    await sealing.stop();
  };
  return { repository, stop };
}

/** The charts that its Applications name. */
function chartsOf(repository: PushedRepository, ground: Ground) {
  const manifests: Record<string, string> = {
    'cloudnative-pg': releaseManifest(ground.folderOf(OPERATOR), OPERATOR.version),
    'plugin-barman-cloud': readFileSync(join(ground.folderOf(BARMAN_PLUGIN), 'manifest.yaml'), 'utf8'),
  };
  return ['cloudnativepg', 'plugin-barman-cloud']
    .map((file) => readYaml(repository.read(`apps/infrastructure/${file}.yaml`))[0].spec.source)
    .map(({ chart, targetRevision }) => ({ name: chart, version: targetRevision, manifest: manifests[chart] }));
}

/** What a person does: seal, push, apply one file. */
async function firstDelivery(
  plane: ControlPlane,
  ground: Ground,
  state: string,
  repository: PushedRepository,
  applications: Applications,
  report: Report,
): Promise<void> {
  const started = now();
  const commit = await repository.push('first');
  await plane.api.applyAll(readYaml(repository.read('apps/root.yaml')));
  const webhooks = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'cnpg-validating-webhook-configuration' },
  };
  await until('Argo CD applies the chart of the operator', 180, () => plane.api.read(webhooks));
  await Operator.start(plane, { version: OPERATOR.version, folder: ground.folderOf(OPERATOR), state, watch: 'nowhere' });
  const names = applicationNames(repository);
  const wrong = await applications.settle(names, commit, 420);
  report.fact(`all ${names.length} Applications of a pushed repository become synced and healthy`, wrong);
  report.figure(`first delivery: ${secondsSince(started)} s from the push`);
  const missing: string[] = [];
  for (const { namespace } of repository.model.environments) {
    missing.push(...((await readCluster(plane, namespace)) ? [] : [`${namespace} has no Cluster`]));
  }
  report.fact('every environment has its Cluster', missing);
}

async function hardRefreshes(applications: Applications, count: number, report: Report): Promise<void> {
  const wrong: string[] = [];
  let compared = 0;
  for (let i = 0; i < count; i++) {
    compared += (await applications.all()).length;
    wrong.push(...(await applications.hardRefresh()));
  }
  report.fact(`0 OutOfSync in ${count} hard refreshes`, wrong);
  report.figure(`${compared} comparisons in ${count} hard refreshes, ${wrong.length} out of sync`);
}

/** One product of one environment is broken by hand, in the commit that changes the Clusters: the change arrives, and so does the fix. */
async function brokenProduct(
  plane: ControlPlane,
  repository: PushedRepository,
  applications: Applications,
  report: Report,
): Promise<void> {
  const file = 'workloads/catalog/databases/stage/catalog.yaml';
  const broken = 'databases-catalog-stage';
  const others = applicationNames(repository).filter((name) => name !== broken);
  const parameters = { log_min_duration_statement: '2s' };
  repository.generate({ ...OPTIONS, environments: OPTIONS.environments.map((one: object) => ({ ...one, parameters })) });
  const whole = repository.read(file);
  repository.write(file, whole.replace(/^ {2}owner:.*\n/m, ''));
  let pushed = now();
  const commit = await repository.push('a change, and a broken product');
  const reasons = await until('the broken product is refused', 180, async () => {
    const said = await applications.reasons(broken, commit);
    return said.some((reason) => /owner/.test(reason)) ? [] : undefined;
  }).catch((error) => [error.message]);
  report.fact('a product that the API server refuses says so by itself', reasons);
  report.fact('everything else becomes synced and healthy beside it', await applications.settle(others, commit, 240));
  const wrong: string[] = [];
  for (const { namespace } of repository.model.environments) {
    const cluster = await readCluster(plane, namespace);
    const value = cluster?.spec.postgresql.parameters.log_min_duration_statement;
    wrong.push(...(value === '2s' ? [] : [`${namespace} has ${value}`]));
  }
  report.fact('the change of the Clusters in the same commit arrives', wrong);
  report.figure(`a change: ${secondsSince(pushed)} s from the push to every Application, a broken one beside them`);

  repository.write(file, whole);
  pushed = now();
  const fix = await repository.push('the fix');
  report.fact('the pushed fix arrives', await applications.settle([...others, broken], fix, 240));
  report.figure(`the fix: ${secondsSince(pushed)} s from the push`);
}

/** The Cluster of an environment; nothing when it is not there. */
function readCluster({ api }: ControlPlane, namespace: string): Promise<any> {
  return api.read({ apiVersion: 'postgresql.cnpg.io/v1', kind: 'Cluster', metadata: { name: 'postgres-shared', namespace } });
}

/** Those of the root, and those that the ApplicationSets make. */
function applicationNames(repository: PushedRepository): string[] {
  const environments = repository.model.environments.map(({ name }) => name);
  const products = [
    ...new Set(repository.model.databases.map(({ product, environment }) => `databases-${product}-${environment}`)),
  ];
  return [
    'postgres-platform',
    'cloudnativepg',
    'plugin-barman-cloud',
    ...environments.map((name) => `postgres-${name}`),
    ...products,
  ];
}
