import type { SourceTree } from '../tree/source-tree';
import type { Graph } from './graph';
import type { GraphOptions } from './graph-options';

/**
 * Who applies what in a repository: what its files say alone, without a cluster, a network or a program. It knows no rule and no verdict.
 *
 * Files are reached, not rendered objects: of a Kustomize build every file that it reads, and as objects the documents of those files as they
 * stand there, before patches and names of the kustomization. Loaded when it is asked for: most commands never do.
 */
export function readGraph(tree: SourceTree, options: GraphOptions = {}): Graph {
  const { wholeGraph } = require('./whole-graph') as typeof import('./whole-graph');
  return wholeGraph(tree, options);
}
