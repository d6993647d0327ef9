import { type ConfigProblem, configError, Shape } from '@pgplatform/core';
import { EFFECTS } from '@pgplatform/impact';
import { isMap, isScalar, isSeq, LineCounter } from 'yaml';
import { VERDICT_LABEL } from './apply/verdict-label';
import type { FleetConfig, FleetRing } from './fleet-config';
import { readYamlConfig } from './read-yaml-config';

// The patterns are those of schema/fleet.schema.json.
const LOGIN = '^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$';
const REPOSITORY = '^(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}$';
const NAME_PATTERN = '^[A-Za-z0-9._*-]{1,100}$';
const RING = '^[a-z0-9][a-z0-9-]{0,62}$';
const API = '^(https://[A-Za-z0-9.-]+(:[0-9]+)?|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?)(/[A-Za-z0-9._~-]+)*/?$';
const BRANCH = '^(?!.*(\\.\\.|//|/\\.|\\.lock))([A-Za-z0-9][A-Za-z0-9._/-]*)?\\{campaign\\}([A-Za-z0-9._/-]*[A-Za-z0-9])?$';
const TEMPLATE = '([^{}\\x00-\\x1f]|\\{(target|verdict|team|repository)\\})';

const PLACEHOLDERS = '{target}, {verdict}, {team}, {repository}';
const repository = Shape.text(REPOSITORY, 'the name of a repository, without its owner');
const namePattern = Shape.text(NAME_PATTERN, 'a pattern of names, where * stands for any letters, for example *-db');
const login = Shape.text(LOGIN, 'a name at GitHub');

const SHAPE = Shape.struct(
  {
    owner: login,
    api: Shape.text(API, 'an https address, for example https://github.example.com/api/v3'),
    repositories: Shape.struct({
      list: Shape.list(repository),
      topic: Shape.text('^[a-z0-9][a-z0-9-]{0,49}$', 'a topic: small letters, digits and dashes'),
      name: namePattern,
    }),
    rings: Shape.list(
      Shape.struct(
        {
          name: Shape.text(RING, 'small letters, digits and dashes'),
          names: Shape.list(namePattern),
          upTo: Shape.oneOf([...EFFECTS]),
          failureBudget: Shape.integer(0, 10_000),
          waitForChecks: Shape.bool(),
        },
        ['name'],
      ),
    ),
    limits: Shape.struct({
      concurrency: Shape.integer(1, 100),
      pullRequestsPerHour: Shape.integer(1, 10_000),
      openPullRequests: Shape.integer(1, 100_000),
    }),
    reviewers: Shape.struct({ users: Shape.list(login), teams: Shape.list(login) }),
    labels: Shape.list(Shape.text(`^${TEMPLATE}{1,50}$`, `a label of at most 50 letters; may hold ${PLACEHOLDERS}`)),
    branch: Shape.text(BRANCH, 'the name of a branch with {campaign} in it'),
    title: Shape.text(`^${TEMPLATE}{1,200}$`, `a line of at most 200 letters; may hold ${PLACEHOLDERS}`),
  },
  ['owner', 'repositories'],
);

/** The ring of what no other ring takes. */
const REST = 'rest';
const RING_DEFAULTS = { failureBudget: 2, waitForChecks: true };

/**
 * Reads `fleet.yaml`: every problem at once, with its line.
 *
 * @param text of the file
 * @param file its name, for problems
 * @throws ConfigProblem
 */
export function readFleetConfig(text: string, file: string): FleetConfig {
  const lines = new LineCounter();
  const { contents, value } = readYamlConfig(text, file, lines);
  const problems: ConfigProblem[] = [];
  const given = SHAPE.read(value, '', problems) ?? {};
  if (problems.length === 0) {
    problems.push(...contradictions(given));
  }
  if (problems.length > 0) {
    const at = (path: string) => `${file}:${lines.linePos(offsetOf(contents, path)).line}`;
    throw configError(problems.map((problem) => ({ ...problem, path: `${at(problem.path)}  ${problem.path}`.trimEnd() })));
  }
  return withDefaults(given);
}

function contradictions({ repositories, rings = [] }: FleetConfig): ConfigProblem[] {
  const names = rings.map(({ name }) => name);
  const twice = new Set(names.filter((name, i) => names.indexOf(name) < i));
  return [
    ...(Object.keys(repositories).length > 0
      ? []
      : [
          {
            code: 'OPTION_REQUIRED',
            path: 'repositories',
            message: 'Nothing says which repositories are meant.',
            allowed: 'list, topic, name',
            fix: 'Give at least one of them.',
          },
        ]),
    ...[...twice].map((name) => ({
      code: 'RING_TWICE',
      path: `rings.${name}`,
      message: 'There are two rings of this name.',
      given: name,
      fix: 'Rename one.',
    })),
  ];
}

function withDefaults(given: Partial<FleetConfig> & Pick<FleetConfig, 'owner' | 'repositories'>): FleetConfig {
  const rings: FleetRing[] = (given.rings ?? []).map((ring) => ({ ...RING_DEFAULTS, ...ring }));
  const last = rings.at(-1);
  if (!last || last.names || last.upTo) {
    rings.push({ name: last ? REST : 'all', ...RING_DEFAULTS });
  }
  return {
    api: 'https://api.github.com',
    labels: ['pgplatform', `${VERDICT_LABEL}{verdict}`],
    branch: 'pgplatform/{campaign}',
    title: 'pgplatform {target}: {verdict}',
    ...given,
    rings,
    limits: { concurrency: 8, pullRequestsPerHour: 60, ...given.limits },
    reviewers: { users: [], teams: [], ...given.reviewers },
  };
}

/** Where an option is in the text: the deepest part of its path that is there. */
function offsetOf(contents: unknown, path: string): number {
  let node = contents;
  let offset = 0;
  for (const step of path.split(/[.[\]]/).filter(Boolean)) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step);
      offset = (isScalar(pair?.key) && pair.key.range?.[0]) || offset;
      node = pair?.value;
    } else if (isSeq(node)) {
      const named = [...node.items].reverse().find((item) => isMap(item) && item.get('name') === step);
      node = named ?? node.items[Number(step)];
      offset = (isMap(node) || isScalar(node) ? node.range?.[0] : undefined) ?? offset;
    }
  }
  return offset;
}
