import type { CheckWorld } from '../check/check-options';
import { Repository } from '../repository';
import type { GitRepository } from './git-repository';
import type { JournalFile } from './journal';
import type { UpgradeOptions } from './upgrade-options';

/** The repository that is upgraded, and all that is around it. */
export type UpgradeWorld = CheckWorld & {
  readonly root: string;
  readonly git: GitRepository;
  readonly journal: JournalFile;
  readonly options: UpgradeOptions;
};

/** The repository as its model has it now. */
export function repositoryOf({ root }: UpgradeWorld): Repository {
  return Repository.find(root);
}
