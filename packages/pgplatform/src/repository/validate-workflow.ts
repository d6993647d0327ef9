import type { RepositoryFile } from '../repository-file';
import { checkout, installPackages, workflowFile } from './workflow-file';

/**
 * `.github/workflows/validate.yml`: is the repository what its `.projenrc.ts` says, and does it build?
 *
 * It needs no secret and reads the code only, so it is safe for pull requests from forks.
 */
export function validateWorkflow(): RepositoryFile {
  const step = (name: string, run: string) => ({ name, run });
  return workflowFile({
    name: 'validate',
    on: { pull_request: {}, push: { branches: ['main'] }, workflow_dispatch: {} },
    permissions: { contents: 'read' },
    concurrency: { group: 'validate-${{ github.ref }}', 'cancel-in-progress': true },
    jobs: {
      validate: {
        'runs-on': 'ubuntu-latest',
        'timeout-minutes': 10,
        steps: [
          checkout(),
          ...installPackages(),
          step('Synthesize', 'node_modules/.bin/projen'),
          step('Type-check .projenrc.ts', 'node_modules/.bin/tsc --noEmit'),
          step('Fail on any difference', 'git add -A && git diff --staged --exit-code'),
          step('What the operator would say', 'node_modules/.bin/pgplatform check --format github'),
          step('Fail on foreign files; build every overlay whose secrets are sealed', 'node_modules/.bin/projen validate'),
        ],
      },
    },
  });
}
