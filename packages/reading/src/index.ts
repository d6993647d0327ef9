export { OutsideError } from './outside-error';
export { GitRevision } from './tree/git-revision';
export type { SourceTree } from './tree/source-tree';
export { folderOf, isHidden, isUnder, joined } from './tree/tree-path';
export { WorkTree } from './tree/work-tree';
export type { Position } from './yaml/plain-yaml';
export { wholeYaml } from './yaml/whole-yaml';
export { type YamlFile, type YamlProblem, yamlFile } from './yaml/yaml-file';
export { unescaped, YamlPositions } from './yaml/yaml-positions';
