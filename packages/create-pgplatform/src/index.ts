export { repositoryDependencies } from './repository-dependencies';
