import { readYaml } from '@pgplatform/test-kit';
import { announces, Comparison } from '../admission/comparison';
import { exampleObjects, type GeneratedObjects, releaseObjects } from '../admission/generated-objects';
import { KNOWN_DIFFERENCES, KNOWN_WARNINGS, type Way } from '../admission/known-differences';
import { Mutator } from '../admission/mutator';
import { Random } from '../admission/random';
import { samples, specSchemas } from '../admission/samples';
import { productVerdict, realVerdict } from '../admission/verdict';
import type { ApiServer } from '../api-server';
import { CRD_PARTS, installedCrds } from '../crds';
import type { Ground } from '../ground';
import { Operator, releaseManifest } from '../operator';
import { BARMAN_PLUGIN, OPERATORS, type Part } from '../part';
import type { Report } from '../report';
import type { Suite } from './suite';

const STRICT = 'dryRun=All&fieldValidation=Strict';
/** Objects that are judged at the same time. */
const AT_ONCE = 8;
/** The operator acts on objects here alone: there are none. */
const NOWHERE = 'nowhere';

/** The newest operator alone in short forms: each takes minutes to build. */
const operators = (short: boolean): readonly Part[] => OPERATORS.slice(0, short ? 1 : undefined);

/** The product's verdict on objects is the API server's and the operator's, and what is generated is admitted. */
export const ADMISSION: Suite = {
  name: 'admission',
  proves: 'what the API server and the webhooks of the operator say of objects is what the product says',
  parts: (short) => [...operators(short), ...CRD_PARTS],
  tools: [],
  async run(ground, report) {
    const { made, refused } = releaseObjects();
    report.figure(
      `${made.length} repositories generated, ${refused.length} refused by the generator (${refused.join('; ') || 'none'})`,
    );
    const generated = [...exampleObjects(ground.request.root), ...made];
    for (const operator of operators(ground.request.short)) {
      await ofOperator(operator, generated, ground, report);
    }
    for (const { name, why, source } of KNOWN_DIFFERENCES) {
      report.figure(`known difference, ${name}: ${why} (${source})`);
    }
    for (const { pattern, why, source } of KNOWN_WARNINGS) {
      report.figure(`known warning, ${pattern.source}: ${why} (${source})`);
    }
  },
};

async function ofOperator(part: Part, generated: GeneratedObjects[], ground: Ground, report: Report): Promise<void> {
  const { version } = part;
  const { plane, state } = await ground.freshControlPlane();
  const folder = ground.folderOf(part);
  await plane.api.applyAll([...installedCrds(ground), ...readYaml(releaseManifest(folder, version))]);
  const operator = await Operator.start(plane, { version, folder, state, watch: NOWHERE });
  const its = generated.filter(({ operatorVersion }) => `v${operatorVersion}` === version);
  await admitGenerated(version, its, plane.api, report);
  await admitRandom(version, folder, plane.api, ground, report);
  await operator.stop();
}

/** Every object is taken both ways, and says no more than the product does. */
async function admitGenerated(version: string, generated: GeneratedObjects[], api: ApiServer, report: Report): Promise<void> {
  for (const { name, objects } of generated) {
    await makeNamespaces(api, objects);
    const wrong: string[] = [];
    for (const object of objects) {
      for (const way of ['create', 'apply'] as const) {
        const real = realVerdict(await send(api, object, way));
        if (!real.accepts || !announces(productVerdict(object, version.slice(1), way), real)) {
          wrong.push(`${way} ${object.kind} ${object.metadata.name}: ${[...real.reasons, ...real.warnings].join('; ')}`);
        }
      }
    }
    report.fact(
      `CloudNativePG ${version} takes the ${objects.length} objects of ${name}, without a warning that is not announced`,
      wrong,
    );
  }
}

/** Random objects, and random changes of objects. */
async function admitRandom(version: string, folder: string, api: ApiServer, ground: Ground, report: Report): Promise<void> {
  const count = ground.request.objects ?? (ground.request.short ? 500 : 5000);
  const random = new Random(ground.request.seed);
  const mutator = new Mutator(specSchemas(folder, version, ground.folderOf(BARMAN_PLUGIN)), random);
  const bases = samples(folder).filter((object) => productVerdict(object, version.slice(1), 'apply').accepts);
  const comparisons: Record<Way, Comparison> = {
    create: new Comparison('create'),
    apply: new Comparison('apply'),
    update: new Comparison('update'),
  };
  const judge = async (object: any, way: Way, before?: any) => {
    const product = productVerdict(object, version.slice(1), way, before);
    comparisons[way].add(object, product, realVerdict(await send(api, object, way)));
  };
  for (let judged = 0; judged < count; judged += AT_ONCE) {
    const objects = Array.from({ length: AT_ONCE }, () => mutator.mutate(random.pick(bases)));
    await Promise.all(objects.flatMap((object) => [judge(object, 'create'), judge(object, 'apply')]));
  }
  for (let judged = 0; judged < count / 5; judged += AT_ONCE) {
    const changes = new Map(
      Array.from({ length: AT_ONCE }, () => random.pick(bases)).map((before) => [before, mutator.mutate(before)]),
    );
    await Promise.all([...changes].map(([before, after]) => update(api, before, () => judge(after, 'update', before))));
  }
  for (const [way, comparison] of Object.entries(comparisons)) {
    report.figure(`CloudNativePG ${version}, ${way}, seed ${ground.request.seed}: ${comparison.figure}`);
    report.fact(`CloudNativePG ${version}: every verdict on ${way} is the same, or known to differ`, comparison.unexplained);
  }
}

/** With an object there, which is then gone. */
async function update(api: ApiServer, before: any, change: () => Promise<void>): Promise<void> {
  await api.applyAll([before]);
  await change();
  await api.delete(before);
}

/** Asks, without anything being kept. */
function send(api: ApiServer, object: any, way: Way) {
  switch (way) {
    case 'create':
      return api.create(object, `?${STRICT}`);
    case 'apply':
      return api.apply(object, `&${STRICT}`);
    case 'update':
      return api.replace(object, `?${STRICT}`);
  }
}

/** The namespaces of objects, which a dry run asks for. */
async function makeNamespaces(api: ApiServer, objects: readonly any[]): Promise<void> {
  const names = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  await api.applyAll([...names].map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
}
