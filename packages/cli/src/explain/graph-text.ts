import type { AppliedFile, Applier, Fact, Graph, Source } from '@pgplatform/reading';

const HEADINGS = [
  ['by hand', 'Applied by hand'],
  ['perhaps', 'Perhaps applied'],
  ['not applied', 'Not applied: no applier reaches it'],
] as const;

/** A graph for people: each applier with the files it reaches, then the files that are not applied for certain. */
export function graphText({ appliers, sets, files, notices }: Graph): string {
  const byApplier = new Map<string, string[]>(appliers.map(({ id }) => [id, []]));
  for (const { path, appliers: all } of files) {
    for (const { applier, role, certain } of all) {
      byApplier
        .get(applier)
        ?.push([path, ...(role === 'manifest' ? [] : [`(${role})`]), ...(certain ? [] : ['perhaps'])].join(' '));
    }
  }
  const missing = files.filter(({ state }) => state === 'not applied').length;
  return [
    ...notices.map((notice) => `Note: ${notice}`),
    ...sets.map(({ id, elements }) => `${id}\n  elements: ${shown(elements)}`),
    ...appliers.map((applier) => applierText(applier, byApplier.get(applier.id) ?? [])),
    ...HEADINGS.flatMap(([state, heading]) =>
      filesText(
        heading,
        files.filter((file) => file.state === state),
      ),
    ),
    `${counted(appliers.length, 'applier')}, ${counted(files.length, 'file')}, ${missing} not applied`,
  ].join('\n\n');
}

function applierText(applier: Applier, files: readonly string[]): string {
  const { clusters, targetNamespace, substitutions } = applier;
  const rows = [
    `made: ${[applier.origin, ...applier.madeBy.map((maker) => `by ${maker}`)].join(', ')}`,
    ...applier.changedBy.map((kustomization) => `perhaps changed by: ${kustomization}`),
    ...applier.sources.flatMap(sourceRows),
    `cluster: ${shown(clusters, (all) => all.map(({ address, of }) => (of ? `${address} of ${of}` : address)).join(', '))}`,
    `namespace: ${shown(targetNamespace, (name) => name ?? 'that of each object')}`,
    `prunes: ${yesNo(applier.prunes)}, cascades: ${yesNo(applier.cascades)}, goes with its definition: ${yesNo(applier.goesWithDefinition)}`,
    ...(applier.suspended ? ['suspended'] : []),
    ...(substitutions?.variables.map(({ name, from }) => `variable: ${name} (${from})`) ?? []),
    ...(substitutions?.unknown.map((from) => `variables unknown: ${from} is not here`) ?? []),
    ...(files.length > 0 ? ['files:', ...files.map((file) => `  ${file}`)] : ['files: none']),
  ];
  return [applier.id, ...rows.map((row) => `  ${row}`)].join('\n');
}

function sourceRows({ address, repository, path, chart, builder, directory, problems }: Source): string[] {
  const place = chart !== null ? `chart ${chart}` : path === null ? '' : `folder ${shown(path)}`;
  const filters = Object.entries(directory ?? {}).flatMap(([name, value]) =>
    value ? [value === true ? name : `${name} ${value}`] : [],
  );
  return [
    `source: ${[place, `${address ?? '-'} (${shown(repository)})`].filter(Boolean).join(' of ')}`,
    `built by: ${[shown(builder), ...filters].join(', ')}`,
    ...problems.map((problem) => `problem: ${problem}`),
  ];
}

function filesText(heading: string, files: readonly AppliedFile[]): string[] {
  const named = files.map(({ path, objects }) => [path, ...objects.map(({ kind, name }) => `${kind}/${name ?? ''}`)].join(' '));
  return files.length > 0 ? [[heading, ...named.map((file) => `  ${file}`)].join('\n')] : [];
}

function shown<T>(fact: Fact<T>, text: (known: T) => string = String): string {
  return 'known' in fact ? text(fact.known) : `unknown (${fact.unknown})`;
}

function yesNo(fact: Fact<boolean>): string {
  return shown(fact, (known) => (known ? 'yes' : 'no'));
}

function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}
