export { askGit, commitOf, type GitOptions, type GitResult, runGit } from './adapters/git';
export { Kustomize, type KustomizeResult } from './adapters/kustomize';
export type { BuildProblem } from './build/build-problem';
export { BuildStage } from './build/build-stage';
export type { Fact } from './graph/fact';
export type {
  AppliedFile,
  Applier,
  ApplierSet,
  ClusterName,
  FileObject,
  Graph,
  Reach,
  Source,
} from './graph/graph';
export type { GraphOptions } from './graph/graph-options';
export { readGraph } from './graph/read-graph';
export { LIMITS } from './limits';
export { OutsideError } from './outside-error';
export { readBlobs } from './tree/git-blobs';
export { GitRevision } from './tree/git-revision';
export { readOwnFile } from './tree/own-file';
export type { SourceTree } from './tree/source-tree';
export { folderOf, isHidden, isUnder, joined } from './tree/tree-path';
export { WorkTree } from './tree/work-tree';
export { isEmptyDocument } from './yaml/document-value';
export type { Position } from './yaml/plain-yaml';
export { wholeYaml } from './yaml/whole-yaml';
export { type YamlFile, type YamlProblem, type YamlProblemKind, yamlFile } from './yaml/yaml-file';
export { unescaped, YamlPositions } from './yaml/yaml-positions';
