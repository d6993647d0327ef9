import { clustersHealthy } from './kubectl';
import { REVERT, type ReleaseStep, type StepText } from './step-text';

/** DatabaseRole objects instead of `managed.roles`. */
export function rolesStep({ after }: ReleaseStep): StepText {
  const environments = after.environments.filter(({ name }) => after.databases.some(({ environment }) => environment === name));
  const namespaces = environments.map(({ namespace }) => namespace);
  return {
    title: 'DatabaseRole objects',
    what: [
      'The roles of products move from managed.roles of the Clusters to DatabaseRole objects. No role changes in PostgreSQL.',
    ],
    before: [],
    health: ['Every DatabaseRole and every Database is applied.'],
    verify: [
      ...namespaces.map(
        (namespace) => `kubectl get databaseroles.postgresql.cnpg.io,databases.postgresql.cnpg.io -n ${namespace}`,
      ),
      ...clustersHealthy(after, environments),
    ],
    back: [
      `${REVERT} The DatabaseRole objects are guarded and stay: with them, two owners have one role until they are deleted by hand.`,
    ],
  };
}
