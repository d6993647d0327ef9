import { objectStoreThere } from './kubectl';
import { backedUp, clusterNames, REVERT, type ReleaseStep, type StepText } from './step-text';

/** The ObjectStore that the plugin will use, beside the backups as they are. */
export function objectStoreStep({ after }: ReleaseStep): StepText {
  const environments = backedUp(after);
  return {
    title: 'ObjectStore objects',
    what: [
      `An ObjectStore for ${clusterNames(environments)}: the same path and the same credentials as the backups have now. Nothing uses it yet.`,
    ],
    before: ['The plugin is up: its CustomResourceDefinition is what an ObjectStore needs.'],
    health: ['Every ObjectStore is there.'],
    verify: environments.map(objectStoreThere),
    back: [`${REVERT} The ObjectStore objects are guarded and stay, unused.`],
  };
}
