/**
 * Actions of the generated workflows: the commit that is run, and the release that it is. projen's own choice, which is reviewed with each
 * of its versions (`projen/lib/github/actions.const.js`); a commit cannot be moved to other code as a tag can.
 */
const ACTIONS = {
  checkout: { commit: '3d3c42e5aac5ba805825da76410c181273ba90b1', release: 'v7.0.1' },
  'setup-node': { commit: '820762786026740c76f36085b0efc47a31fe5020', release: 'v7.0.0' },
  'upload-artifact': { commit: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', release: 'v7.0.1' },
  'download-artifact': { commit: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', release: 'v8.0.1' },
};

/** What a step `uses`, for example `actions/checkout@` and a commit. */
export function workflowAction(name: keyof typeof ACTIONS): string {
  return `actions/${name}@${ACTIONS[name].commit}`;
}

/** A workflow's text with the release beside each action. */
export function nameActionReleases(workflow: string): string {
  return Object.values(ACTIONS).reduce(
    (text, { commit, release }) => text.replaceAll(`@${commit}\n`, `@${commit} # ${release}\n`),
    workflow,
  );
}
