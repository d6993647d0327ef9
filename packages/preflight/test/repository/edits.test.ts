import type { Finding } from '../../src/finding';
import { Repository } from '../../src/repository/repository';
import type { RepositoryInput } from '../../src/repository/repository-input';
import { judge } from '../../src/repository/repository-rule';
import { REPOSITORY_RULES } from '../../src/repository/repository-rules';
import { SECRET_RULES } from '../../src/secrets/secret-rules';
import { applyEdits } from './apply-edits';
import { ARGO_CASES } from './cases/argo-cases';
import { BACKUP_CASES } from './cases/backup-cases';
import { CLUSTER_CASES } from './cases/cluster-cases';
import { SECRET_CASES } from './cases/secret-cases';

const RULES = [...REPOSITORY_RULES, ...SECRET_RULES];
const REFUSED = [...ARGO_CASES, ...BACKUP_CASES, ...CLUSTER_CASES, ...SECRET_CASES].flatMap(({ rule, refused }) =>
  refused.map(({ input }): [string, RepositoryInput] => [rule, input]),
);

function findings(id: string, input: RepositoryInput): Finding[] {
  return judge(
    new Repository(input),
    RULES.filter((rule) => rule.id === id),
  );
}

/** The objects and documents that a finding may be about. */
function subjects(input: RepositoryInput): any[] {
  return [
    ...input.builds.flatMap(({ objects }) => objects.map(({ object }) => object)),
    ...(input.files ?? []).flatMap(({ documents }) => documents),
  ];
}

describe('the changes that findings offer', () => {
  const offering = REFUSED.filter(([id, input]) => findings(id, input).some(({ edits }) => edits));

  it('exist for the rules that a program can satisfy', () => {
    const rules = [...new Set(offering.map(([id]) => id))].sort();
    expect(rules).toEqual(
      expect.arrayContaining([
        'P-02',
        'P-03',
        'P-10',
        'P-11',
        'P-14',
        'P-24',
        'P-25',
        'P-27',
        'P-29',
        'P-31',
        'SEAL-MANAGED',
        'SEAL-OWNER',
      ]),
    );
  });

  it.each(offering)('settle %s', (id, original) => {
    const input = structuredClone(original);
    for (const finding of findings(id, input)) {
      if (!finding.edits) continue;
      const { kind, name } = finding.object;
      const subject = subjects(input).find(
        (object) => kind === 'Kustomization' || (object.kind === kind && object.metadata?.name === name),
      );
      const about =
        kind === 'Kustomization'
          ? subjects(input).find((object) => finding.edits!.every(({ pointer }) => object[pointer.split('/')[1]]))
          : subject;
      applyEdits(about, finding.edits);
      expect(findings(id, input).map(({ object, path }) => [object.name, path])).not.toContainEqual([
        finding.object.name,
        finding.path,
      ]);
    }
  });
});
