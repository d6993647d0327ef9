import type { FleetConfig } from './fleet-config';
import type { GitHub, RemoteRepository } from './github';
import { ordered } from './plan/ordered';
import { matchesName } from './rings';

/**
 * The repositories of a fleet: those that match the list, the topic and the pattern, as far as they are given. One of the list that is not there is
 * `missing`; archived and empty ones are among them, for whoever reports.
 */
export async function* discover(github: GitHub, config: FleetConfig): AsyncIterable<RemoteRepository> {
  const { owner } = config;
  const { list, topic, name } = config.repositories;
  const matches = (repository: RemoteRepository) =>
    (topic === undefined || repository.topics.includes(topic)) && (name === undefined || matchesName(name, repository.name));
  if (list === undefined) {
    for await (const repository of github.repositoriesOf(owner)) {
      if (matches(repository)) {
        yield repository;
      }
    }
    return;
  }
  const listed = async (one: string) => (await github.repository({ owner, name: one })) ?? missing(owner, one);
  for await (const repository of ordered(list, config.limits.concurrency, listed)) {
    if (repository.missing || matches(repository)) {
      yield repository;
    }
  }
}

function missing(owner: string, name: string): RemoteRepository {
  return { owner, name, defaultBranch: '', archived: false, private: true, topics: [], url: '', missing: true };
}
