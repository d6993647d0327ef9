import type { Finding } from '../finding';
import { SECRET_RULES } from '../secrets/secret-rules';
import { Repository } from './repository';
import type { RepositoryInput } from './repository-input';
import { judge } from './repository-rule';
import { REPOSITORY_RULES } from './repository-rules';

/** What our own rules, and those about secrets, say about a whole repository. */
export function repositoryFindings(input: RepositoryInput): Finding[] {
  return judge(new Repository(input), [...REPOSITORY_RULES, ...SECRET_RULES]);
}
