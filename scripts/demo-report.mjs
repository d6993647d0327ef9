// The texts of the demo: a tree of files, and a table of what each environment will get.

/** Files as a tree. */
export function tree(files) {
  const root = {};
  for (const file of files) {
    file.split('/').reduce((folder, name, i, parts) => {
      folder[name] ??= i < parts.length - 1 ? {} : null;
      return folder[name];
    }, root);
  }
  return branches(root, '').join('\n');
}

function branches(folder, indent) {
  const names = Object.keys(folder).sort((a, b) => Number(folder[a] === null) - Number(folder[b] === null) || (a < b ? -1 : 1));
  return names.flatMap((name, i) => {
    const last = i === names.length - 1;
    const line = `${indent}${last ? '└── ' : '├── '}${name}${folder[name] ? '/' : ''}`;
    return [line, ...(folder[name] ? branches(folder[name], `${indent}${last ? '    ' : '│   '}`) : [])];
  });
}

/** One column per environment, from the model and from what Kustomize built. */
export function table(model, built) {
  const columns = model.environments.map((environment, i) => facts(environment, built[i]));
  const labels = columns[0].map(([label]) => label);
  const rows = labels.map((label, row) => [label, ...columns.map((column) => column[row][1])]);
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  return [lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].map((line) => `  ${line}`).join('\n');
}

function facts(environment, objects) {
  const { spec } = objects.find((object) => object.kind === 'Cluster');
  const schedules = objects.filter((object) => object.kind === 'ScheduledBackup').map((object) => object.spec.schedule);
  const kinds = [...new Set(objects.map((object) => object.kind))].sort();
  return [
    ['', environment.name],
    ['namespace', environment.namespace],
    ['cluster', environment.cluster],
    ['PostgreSQL', (spec.imageName ?? environment.image.reference).split('@')[0]],
    ['instances', String(spec.instances)],
    ['CPU', quantity(spec.resources?.requests?.cpu, spec.resources?.limits?.cpu)],
    ['memory', quantity(spec.resources?.requests?.memory, spec.resources?.limits?.memory)],
    ['storage', `${spec.storage.size} ${spec.storage.storageClass ?? ''}`.trim()],
    ['shared_buffers', String(spec.postgresql?.parameters?.shared_buffers)],
    ['backups', environment.destinationPath ?? 'deferred'],
    ['base backup', schedules.join(', ') || 'none'],
    ['objects', String(objects.length)],
    ['kinds', kinds.join(', ')],
  ];
}

function quantity(request, limit) {
  return request === limit ? String(limit) : `${request} to ${limit}`;
}
