import { mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseCertificate } from '@pgplatform/sealed-secrets';
import { readYaml } from '@pgplatform/test-kit';
import type { ApiServer } from '../api-server';
import { until } from '../clock';
import { installedCrds } from '../crds';
import { PushedRepository } from '../delivery/pushed-repository';
import { output } from '../output';
import { KUBECTL, SEALED_SECRETS, SEALED_SECRETS_CRDS } from '../part';
import { Product } from '../product';
import type { Report } from '../report';
import { SealingController } from '../sealing-controller';
import type { Suite } from './suite';

const ENVIRONMENT = 'stage';
const ELSEWHERE = 'elsewhere';

/** What the product says of sealed secrets is what the controller does with them. */
export const SECRETS: Suite = {
  name: 'secrets',
  proves: 'what `seal status` and `live` say of sealed secrets is what the sealed-secrets controller does with them',
  parts: () => [SEALED_SECRETS, SEALED_SECRETS_CRDS, KUBECTL],
  tools: ['git'],
  async run(ground, report) {
    const { plane, state } = await ground.freshControlPlane();
    await plane.api.applyAll(installedCrds(ground, [SEALED_SECRETS_CRDS]));
    await SealingController.serve(plane);
    report.standIn(
      'the Pod of the sealed-secrets controller: an object, whose address is that of the program beside the cluster',
    );
    const folder = ground.folderOf(SEALED_SECRETS);
    let controller = await SealingController.start(plane, folder, state);
    const env = { KUBECONFIG: plane.kubeconfig, PATH: [ground.folderOf(KUBECTL), process.env.PATH].join(delimiter) };
    const scene = await Scene.create(plane.api, env, state, controller.certificate);
    await sealed(scene, report);
    await foreign(scene, ground.request.root, report);
    await controller.stop();
    controller = await SealingController.start(plane, folder, state, '--key-cutoff-time', 'Fri, 01 Jan 2100 00:00:00 +0000');
    await renewed(scene, controller.certificate, report);
    await controller.stop();
  },
};

/** A repository with one sealed secret, and the cluster that it is for. */
class Scene {
  public static async create(api: ApiServer, env: NodeJS.ProcessEnv, state: string, certificate: string): Promise<Scene> {
    const work = join(state, 'work');
    mkdirSync(work);
    const repository = await PushedRepository.create({ work, bare: join(state, 'bare.git'), certificate });
    const scene = new Scene(api, repository, new Product(work, env));
    scene.pin(certificate);
    const namespaces = [scene.secret.namespace, ELSEWHERE];
    await api.applyAll(namespaces.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
    return scene;
  }

  private constructor(
    public readonly api: ApiServer,
    public readonly repository: PushedRepository,
    public readonly product: Product,
  ) {}

  public get secret() {
    return this.repository.model.environments[0].secrets[0];
  }

  public get file(): any {
    return readYaml(this.repository.read(this.secret.file))[0];
  }

  /** What `cert pin` does, then `projen`. */
  public pin(pem: string): void {
    const path = `certs/${ENVIRONMENT}.pem`;
    this.repository.write(path, pem);
    this.repository.generate({
      name: 'payments-db',
      team: 'payments',
      repoUrl: 'https://git.example.com/payments/postgres.git',
      environments: [{ name: ENVIRONMENT, certificate: { path, spki: parseCertificate(pem).spki } }],
    });
  }

  public async seal(values: Readonly<Record<string, string>>): Promise<void> {
    const said = await this.product.ask(['seal', ENVIRONMENT, this.secret.name, '--from-json', 'stdin'], JSON.stringify(values));
    if (said.code !== 0) {
      throw new Error(`seal failed\n${said.text}`);
    }
  }

  /** Applies a SealedSecret and waits for what the controller says of it as it is now: whether its Secret is as it says. */
  public async apply(sealed = this.file): Promise<boolean> {
    await this.api.applyAll([sealed]);
    return until('the controller says something', 60, async () => {
      const { metadata, status } = await this.api.read(sealed);
      const synced = status?.conditions?.find(({ type }: any) => type === 'Synced');
      return synced && status.observedGeneration === metadata.generation ? synced.status === 'True' : undefined;
    });
  }

  /** The value of a key of the Secret in the cluster, once it is this one. */
  public arrives(key: string, value: string): Promise<string[]> {
    const { name, namespace } = this.secret;
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } };
    const read = async () => Buffer.from((await this.api.read(secret))?.data?.[key] ?? '', 'base64').toString();
    return until('the value arrives', 30, async () => ((await read()) === value ? [] : undefined)).catch((error) => [
      error.message,
    ]);
  }

  /** What the product says offline, and in front of the cluster. */
  public async said(): Promise<{ codes: string[]; state: string; opens: boolean; newest: boolean }> {
    const status = await this.product.ask(['seal', 'status']);
    const live = await this.product.ask(['live', ENVIRONMENT]);
    if (!status.json?.findings || !live.json?.sealedSecrets) {
      throw new Error(`no answer\n${status.text}\n${live.text}`);
    }
    const codes = status.json.findings.filter(({ severity }: any) => severity === 'error').map(({ code }: any) => code);
    const { opens, newest, sealedSecrets } = live.json;
    return { codes, state: sealedSecrets[0].state, opens, newest };
  }
}

const KEYS = ['ACCESS_KEY_ID', 'ACCESS_SECRET_KEY'];
const values = (letter: string) => ({ [KEYS[0]]: letter.repeat(20), [KEYS[1]]: letter.repeat(40) });
const differs = (got: unknown, wanted: unknown) =>
  JSON.stringify(got) === JSON.stringify(wanted) ? [] : [`${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`];

/** The usual way: sealed, sealed again, deleted. */
async function sealed(scene: Scene, report: Report): Promise<void> {
  const fine = { codes: [], state: 'synced', opens: true, newest: true };
  await scene.seal(values('a'));
  report.fact('what `seal` seals, the controller opens', differs(await scene.apply(), true));
  report.fact('the Secret has the value', await scene.arrives(KEYS[1], 'a'.repeat(40)));
  report.fact('`seal status` and `live` say so', differs(await scene.said(), fine));
  await scene.seal(values('b'));
  report.fact('a value sealed again is opened', differs(await scene.apply(), true));
  report.fact('the new value arrives', await scene.arrives(KEYS[1], 'b'.repeat(40)));
  const { name, namespace } = scene.secret;
  await scene.api.delete({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace } });
  report.fact('a deleted Secret comes back', await scene.arrives(KEYS[1], 'b'.repeat(40)));
  report.fact('`live` says that it is in sync', differs(await scene.said(), fine));
}

/** Values for another namespace, and of another key. */
async function foreign(scene: Scene, root: string, report: Report): Promise<void> {
  const whole = scene.repository.read(scene.secret.file);
  scene.repository.write(scene.secret.file, whole.replace(/^ {2}namespace: .*$/m, `  namespace: ${ELSEWHERE}`));
  report.fact('in another namespace the controller does not open it', differs(await scene.apply(), false));
  const { codes } = await scene.said();
  report.fact('`seal status` refuses it there', codes.includes('SEAL_NAME') ? [] : codes);

  const { certificate } = JSON.parse(
    await output(process.execPath, [join(root, 'scripts/demo-certificate.mjs'), '--bits', '2048']),
  );
  scene.repository.write(scene.secret.file, whole);
  const own = scene.repository.read(`certs/${ENVIRONMENT}.pem`);
  scene.pin(certificate);
  await scene.seal(values('c'));
  report.fact('what another key has sealed the controller does not open', differs(await scene.apply(), false));
  const wrong = await scene.said();
  report.fact(
    '`live` says that this pin is not the cluster’s, and that the value is not opened',
    differs([wrong.opens, wrong.state], [false, 'not opened']),
  );
  scene.pin(own);
  await scene.seal(values('b'));
  report.fact('sealed with its key again it is opened again', differs(await scene.apply(), true));
}

/** The controller has a new key: old values still open, and are sealed again without their values. */
async function renewed(scene: Scene, certificate: string, report: Report): Promise<void> {
  report.fact(
    'after a renewal of the key the controller opens what the earlier one has sealed',
    differs(await scene.apply(), true),
  );
  const before = await scene.said();
  report.fact(
    '`live` says that the pin is not the newest key',
    differs([before.codes, before.opens, before.newest], [[], true, false]),
  );
  scene.pin(certificate);
  const pinned = await scene.said();
  report.fact('with the new pin `seal status` has no error against values of the earlier key', differs(pinned.codes, []));
  const earlier = scene.repository.read(scene.secret.file);
  const said = await scene.product.ask(['reseal', ENVIRONMENT, '--yes']);
  report.fact(
    '`reseal` seals them again',
    said.code === 0 && scene.repository.read(scene.secret.file) !== earlier ? [] : [said.text],
  );
  report.fact('the controller opens them', differs(await scene.apply(), true));
  report.fact('the values are the same', await scene.arrives(KEYS[1], 'b'.repeat(40)));
  report.fact('everything is in sync', differs(await scene.said(), { codes: [], state: 'synced', opens: true, newest: true }));
}
