import { type ChangeRule, CLUSTER } from '../change-rule';
import { unlessHeld } from './pod-spec';

const EXTENSIONS = 'spec.postgresql.extensions';
const below = (...fields: string[]) => fields.map((field) => `${EXTENSIONS}.*.${field}`);

/** Extensions that are images of their own, mounted into every Pod. */
export const EXTENSION_RULES: readonly ChangeRule[] = [
  {
    id: 'extension-volume',
    kind: CLUSTER,
    paths: [`${EXTENSIONS}.*`],
    says: 'The image of the extension is a volume of every Pod, so each is recreated: the replicas first, the primary last.',
    source: 'cloudnative-pg pkg/specs/volumes.go CreateExtensionVolumes; pkg/specs/podspec_diff.go',
    judge: ({ path }, comparison) =>
      path[3] !== '[order]' && (path.length === 4 || path[4] === 'image') ? unlessHeld(comparison) : undefined,
  },
  {
    id: 'extension-paths',
    kind: CLUSTER,
    paths: [`${EXTENSIONS}.[order]`, ...below('extension_control_path', 'dynamic_library_path')],
    says: 'The operator sets extension_control_path and dynamic_library_path, and the configuration is reloaded.',
    source: 'cloudnative-pg pkg/postgres/configuration.go; pg_settings.context superuser',
    judge: () => 'reload',
  },
  {
    id: 'extension-environment',
    kind: CLUSTER,
    paths: below('ld_library_path', 'bin_path', 'env'),
    says: 'The environment of PostgreSQL is made when it starts: it counts from the next restart.',
    source: 'cloudnative-pg pkg/management/postgres/instance.go',
    judge: () => 'deferred',
  },
];
