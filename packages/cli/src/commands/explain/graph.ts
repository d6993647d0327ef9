import { readGraph, WorkTree } from '@pgplatform/reading';
import type { Command } from 'commander';
import type { CommandContext } from '../../command-context';
import { graphText } from '../../explain/graph-text';
import { repositoryFolder } from '../../repository-folder';

type Options = { readonly repository?: string[] };

/** `pgplatform explain graph`. */
export function define(command: Command, context: CommandContext): void {
  command
    .description(
      'Who applies what in a repository, as Argo CD and Flux read it: Applications, elements of ApplicationSets, Flux Kustomizations, HelmReleases; for each what it applies, who made it, whether it prunes and cascades; for each file everybody who reaches it. What the files do not tell is said as unknown, with the reason. Needs no cluster; works on any repository.',
    )
    .argument('[DIR]', 'the repository; the one around the current folder when left out')
    .option(
      '--repository <URL>',
      'an address of this repository; the one whose folders are here when left out (repeatable)',
      (value: string, all: string[] = []) => [...all, value],
    )
    .option('--json', 'print the graph as JSON')
    .action((directory: string | undefined, { repository }: Options) => {
      const graph = readGraph(new WorkTree(repositoryFolder(directory, context.cwd)), { repositories: repository });
      context.finish({ exitCode: 0, text: graphText(graph), json: graph });
    })
    .addHelpText(
      'after',
      `
A file is applied, perhaps applied (an ApplicationSet whose elements only a cluster knows may reach it), part of a build (a
kustomization, a patch, values), applied by hand (it defines an applier that no other one makes), or not applied: appliers are here, and
none reaches it. Objects are the documents of files as they stand there, before what a kustomization changes in them.

Exit codes: 0 done, 2 usage, 3 an outside system failed.

Examples:
  pgplatform explain graph
  pgplatform explain graph path/to/any/repository
  pgplatform explain graph --repository https://git.example.com/team/repository.git --json`,
    );
}
