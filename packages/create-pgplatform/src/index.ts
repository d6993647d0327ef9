export { repositoryManifest } from './repository-manifest';
