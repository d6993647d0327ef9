import { Model } from '@pgplatform/core';
import type { FleetPlan, PlannedRepository } from '../fleet-plan';
import type { GitHub } from '../github';
import { Obstacle } from '../plan/obstacle';
import { RemoteFiles } from '../plan/remote-files';
import { readModel } from '../plan/remote-model';

/**
 * A file below `.github/` that a plan writes and these packages do not generate; nothing when there is none. GitHub runs a workflow once
 * it is pushed, before anybody reads it, so what a plan says of one is not believed: it is generated here again, from the model.
 */
export async function foreignWorkflow(
  github: GitHub,
  planned: PlannedRepository,
  { madeAt }: FleetPlan,
): Promise<string | undefined> {
  const written = (planned.files ?? []).filter(({ path, content }) => /^\.github\//i.test(path) && content !== undefined);
  if (written.length === 0) {
    return undefined;
  }
  const { synthesizeRepository } = require('pgplatform') as typeof import('pgplatform'); // half a second: projen and cdk8s
  try {
    const model = readModel((await plannedModel(github, planned)) ?? '');
    const today = madeAt.slice(0, 10);
    const { files } = synthesizeRepository({ options: model.options, previous: model, projenrc: '', today });
    const ours = new Map(files.map(({ path, content }) => [path, content]));
    return written.find(({ path, content }) => ours.get(path) !== content)?.path;
  } catch (error) {
    if (error instanceof Obstacle || error instanceof TypeError || error instanceof RangeError) {
      return written[0].path; // there is no model to generate it from
    }
    throw error;
  }
}

/** The model as it is planned; as it is there, where the plan leaves it alone. */
async function plannedModel(github: GitHub, planned: PlannedRepository): Promise<string | undefined> {
  const change = planned.files?.find(({ path }) => path === Model.PATH);
  if (change) {
    return change.content;
  }
  const { entries } = await github.tree(planned, planned.base ?? '');
  return new RemoteFiles(github, planned, entries).text(Model.PATH);
}
