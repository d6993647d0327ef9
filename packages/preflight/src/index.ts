export type { Edit, Finding, ObjectRef } from './finding';
export { Preflight } from './preflight';
export type { BuiltObject, RepositoryBuild, RepositoryFile, RepositoryInput } from './repository/repository-input';
export { RepositoryContext } from './repository/repository-input';
export { RepositoryPreflight } from './repository/repository-preflight';
export { Phase, type Rule } from './rule';
export { SchemaPreflight } from './schema/schema-preflight';
export { Severity } from './severity';
