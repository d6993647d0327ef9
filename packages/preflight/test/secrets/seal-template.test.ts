import { SecretController } from '@pgplatform/test-kit';
import { Repository } from '../../src/repository/repository';
import { judge } from '../../src/repository/repository-rule';
import { SEAL_MANAGED, SEAL_OWNER } from '../../src/secrets/seal-template';
import { applyEdits } from '../repository/apply-edits';
import { cluster, object, repository } from '../repository/cases/repository-case';

const PREFIX = 'sealedsecrets.bitnami.com/';
const NAMES = ['skip-set-owner-references', 'managed', 'patch'];

/** Every combination of what may stand in a template, as annotations; no annotations at all too. */
const TEMPLATES = [
  undefined,
  ...NAMES.reduce<Record<string, unknown>[]>(
    (all, name) =>
      all.flatMap((said) => [said, ...['true', 'false', true].map((value) => ({ ...said, [PREFIX + name]: value }))]),
    [{}],
  ),
];

function sealed(annotations: Record<string, unknown> | undefined): any {
  const template = annotations && { metadata: { annotations } };
  return object('bitnami.com/v1alpha1', 'SealedSecret', 's3', { spec: { encryptedData: {}, template } });
}

const findings = (document: any) => judge(new Repository(repository([cluster(), document])), [SEAL_OWNER, SEAL_MANAGED]);

/** What becomes of a Secret: whether a second value arrives, and whether it outlives its SealedSecret. */
function fate({ spec }: any): { arrives: boolean; outlives: boolean } {
  const template = { annotations: spec.template?.metadata?.annotations };
  const controller = new SecretController();
  const failures = ['first', 'second'].filter((value) => controller.reconcile(template, value) !== undefined);
  controller.deleteSealedSecret();
  return { arrives: failures.length === 0, outlives: controller.live !== undefined };
}

it('the rules say of a template what the controller makes of it', () => {
  const wrong = TEMPLATES.filter((annotations) => {
    const document = sealed(annotations);
    const { arrives, outlives } = fate(document);
    const rules = findings(document).map(({ rule }) => rule);
    return rules.includes('SEAL-MANAGED') === arrives || rules.includes('SEAL-OWNER') === outlives;
  });
  expect([TEMPLATES.length, wrong]).toEqual([65, []]);
});

it('what they change makes it right', () => {
  for (const annotations of TEMPLATES) {
    const document = structuredClone(sealed(annotations));
    for (const { edits } of findings(document)) applyEdits(document, edits!);
    expect([annotations, findings(document), fate(document)]).toEqual([annotations, [], { arrives: true, outlives: true }]);
  }
});

it('a Secret that is there already follows then, unless it refuses updates until somebody annotates it', () => {
  for (const annotations of TEMPLATES) {
    const document = structuredClone(sealed(annotations));
    const unmanaged = findings(document).some(({ rule }) => rule === 'SEAL-MANAGED');
    const controller = new SecretController();
    controller.reconcile({ annotations }, 'first');
    for (const { edits } of findings(document)) applyEdits(document, edits!);
    const template = document.spec.template.metadata;
    expect([annotations, controller.reconcile(template, 'second') !== undefined]).toEqual([annotations, unmanaged]);
    if (unmanaged) controller.live!.annotations[`${PREFIX}managed`] = 'true';
    expect([annotations, controller.reconcile(template, 'third'), controller.live?.value]).toEqual([
      annotations,
      undefined,
      'third',
    ]);
  }
});
