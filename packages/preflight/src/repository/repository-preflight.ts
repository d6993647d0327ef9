import { judging } from '@pgplatform/core';
import { admission } from '../admission/admission';
import { emptiedMapRule } from '../admission/emptied-map';
import type { Finding } from '../finding';
import type { Rule } from '../rule';
import { schemaFindings } from '../schema/schema-check';
import { SCHEMA_RULES } from '../schema/schema-rule';
import { SECRET_RULES } from '../secrets/secret-rules';
import { Severity } from '../severity';
import { Repository } from './repository';
import type { RepositoryInput } from './repository-input';
import { judge } from './repository-rule';
import { REPOSITORY_RULES } from './repository-rules';
import type { Resource } from './resource';
import { namedOptions, syncOptionsOf } from './sync-option';

/** What only a server-side apply refuses. */
const SERVER_SIDE = [SCHEMA_RULES.null.id, emptiedMapRule.id];

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
      ...repository.resources.flatMap((on) => {
        const { object, file, kind, namespace, name } = on;
        const old = before?.find(kind, namespace, name)?.object;
        return judging(`${kind} ${namespace}/${name} in ${file}`, () =>
          [...schemaFindings(object, operatorVersion), ...admission(object, operatorVersion, old)].map((finding) => ({
            ...finding,
            ...(SERVER_SIDE.includes(finding.rule) && isAppliedByClient(repository, on) && { severity: Severity.WARNING }),
            file,
          })),
        );
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

/** Whether Argo CD applies an object, and never server-side: a null in it is dropped then. */
function isAppliedByClient(repository: Repository, { build, object }: Resource): boolean {
  const options = repository.applicationsOf(build).map(({ syncOptions }) => namedOptions(syncOptions));
  return options.length > 0 && ![...options, syncOptionsOf(object)].some((one) => one.get('ServerSideApply') === 'true');
}

/** The findings without those that a second build of the same object repeats. */
function distinct(findings: Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, object, pointer, why, file }) => {
    const key = [rule, object.kind, object.namespace, object.name, pointer, why, file].join('\n');
    return seen.size < seen.add(key).size;
  });
}
