import { BackupMethod, type ConfigProblem } from '@pgplatform/core';
import { operatorSupport } from '@pgplatform/facts';
import type { ResolvedCluster } from '../resolved-cluster';

/** The operator runs the major version, and in-tree backups find Barman in the image. */
export function imageRules({ image, release, backup }: ResolvedCluster): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const [first, last] = operatorSupport(release.operatorVersion)!.postgres;
  if (image.major < first || image.major > last) {
    problems.push({
      code: 'IMAGE_MAJOR_UNSUPPORTED',
      path: 'postgres.image',
      message: `CloudNativePG ${release.operatorVersion} (release ${release.id}) does not run PostgreSQL ${image.major}.`,
      given: image.toString(),
      allowed: `PostgreSQL ${first} to ${last}`,
      fix: `Use an image of one of these, for example ${release.image()}.`,
    });
  }
  if (backup?.method === BackupMethod.IN_TREE && image.flavour !== 'system') {
    problems.push({
      code: 'IMAGE_WITHOUT_BARMAN',
      path: 'postgres.image',
      message: `Release ${release.id} backs up with the Barman of the image, and ${image.flavour} images have none.`,
      given: image.toString(),
      allowed: 'a system image',
      fix: 'Use the system flavour, or a release with the Barman plugin.',
    });
  }
  return problems;
}
