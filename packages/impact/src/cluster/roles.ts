import { always, type ChangeRule } from '../change-rule';

const ROLES = 'cloudnative-pg docs/src/declarative_role_management.md';
const ATTRIBUTES =
  'name cluster comment ensure passwordSecret disablePassword connectionLimit validUntil inRoles inherit superuser createdb createrole login ' +
  'replication bypassrls databaseRoleReclaimPolicy clientCertificate';
const DATABASE_ROLE = 'DatabaseRole.postgresql.cnpg.io';

export const ROLE_RULES: readonly ChangeRule[] = [
  always(
    'managed-roles',
    'none',
    ['spec.managed.roles'],
    'The operator runs SQL for roles: CREATE, ALTER or, for ensure absent, DROP ROLE, which PostgreSQL refuses while the role owns anything.',
    ROLES,
  ),
  {
    id: 'database-role',
    kind: DATABASE_ROLE,
    paths: ['', 'metadata', ...ATTRIBUTES.split(' ').map((name) => `spec.${name}`)],
    says: 'The operator runs SQL for the role; one that takes over an existing role resets the attributes that it leaves out, and none can drop a role that owns anything.',
    source: ROLES,
    judge: () => 'none',
  },
];
