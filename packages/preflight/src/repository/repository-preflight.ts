import { admission } from '../admission/admission';
import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { schemaFindings } from '../schema/schema-check';
import { SECRET_RULES } from '../secrets/secret-rules';
import { Repository } from './repository';
import type { RepositoryInput } from './repository-input';
import { judge } from './repository-rule';
import { REPOSITORY_RULES } from './repository-rules';

const RULES = [...REPOSITORY_RULES, ...SECRET_RULES];

/** The verdict on a whole repository. */
export class RepositoryPreflight {
  /**
   * Everything there is to say about a repository: schema and admission of every object, as a change where `previous` has the
   * object too, the schema of every kustomization, and the rules over all of them together.
   *
   * @param input the repository; nothing in it is changed
   */
  public static check(input: RepositoryInput): Finding[] {
    const repository = new Repository(input);
    const before = input.previous && new Repository(input.previous);
    const { operatorVersion } = input;
    return distinct([
      ...repository.resources.flatMap(({ object, file, kind, namespace, name }) => {
        const old = before?.find(kind, namespace, name)?.object;
        return [...schemaFindings(object, operatorVersion), ...admission(object, operatorVersion, old)].map((finding) => ({
          ...finding,
          file,
        }));
      }),
      ...repository.kustomizations.flatMap(({ object, file }) =>
        schemaFindings(object, operatorVersion).map((finding) => ({ ...finding, file })),
      ),
      ...judge(repository, RULES),
    ]);
  }

  /** Every rule over a whole repository: its id, kinds, and what it says. */
  public static rules(): Rule[] {
    return RULES.map(({ check, foreign, ...rule }) => rule);
  }

  private constructor() {}
}

/** The findings without those that a second build of the same object repeats. */
function distinct(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, object, pointer, why, file }) => {
    const key = [rule, object.kind, object.namespace, object.name, pointer, why, file].join('\n');
    return seen.size < seen.add(key).size;
  });
}
