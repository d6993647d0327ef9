import * as fs from 'node:fs';
import * as path from 'node:path';
import { sealIntoFile, WellKnownSecrets } from '@pgplatform/sealed-secrets';
import { NOW } from '@pgplatform/test-kit';
import { throwawayKey } from '../generated-repository';
import { UpgradedRepository } from './upgraded-repository';

const { version } = require('../../package.json');
const made: UpgradedRepository[] = [];

function repository(model?: ConstructorParameters<typeof UpgradedRepository>[0]): UpgradedRepository {
  const one = new UpgradedRepository(model);
  made.push(one);
  return one;
}

afterEach(() => {
  for (const one of made.splice(0)) one.remove();
});

/** A repository on release 2026.07, whose images are 17.11 and 18.6, with one database. */
function running(tag: string, options: any = {}): UpgradedRepository {
  const [version, flavour, debian] = tag.split('-');
  const image = {
    reference: `ghcr.io/cloudnative-pg/postgresql:${tag}`,
    major: Number.parseInt(version, 10),
    flavour,
    debian,
  };
  const environment = { name: 'prod', image, secrets: [], overlay: 'x', destinationPath: 's3://bucket/' };
  const one = repository({ environments: [environment], options });
  one.write('.projenrc.ts', one.read('.projenrc.ts').replace("'2025.10'", "'2026.07', environments: [{ name: 'prod' }]"));
  one.regenerate();
  one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'x');
  return one;
}

/** A stand-in for npm that knows a newest version, and cannot install. */
const npmWith = (newest: string) => `
if (process.argv[2] === 'view') console.log(JSON.stringify('${newest}'));
else { require('node:fs').writeFileSync('package.json', '{'); console.error('npm error code E404\\nnpm error 404 not found'); process.exit(1); }`;

describe('upgrade refuses', () => {
  test.each([[['--to', '2026.07', '--postgres', '18']], [['--env', 'prod']], [['--all']], [['--to', '2026.07', '--no-commit']]])(
    'options that contradict each other: %j',
    async (args) => {
      expect((await repository().upgrade(args)).codes).toEqual(['UPGRADE_OPTIONS']);
    },
  );

  test('changes that are not committed, whatever is asked for', async () => {
    const one = repository();
    one.write('docs/own.md', 'mine, and changed\n');
    expect((await one.upgrade()).codes).toEqual(['UPGRADE_TREE_DIRTY']);
    expect((await one.upgrade(['--to', '2026.07', '--dry-run'])).codes).toEqual(['UPGRADE_TREE_DIRTY']);
  });

  test('a model that is older than .projenrc.ts', async () => {
    const one = repository({});
    one.write('.projenrc.ts', `${one.read('.projenrc.ts')}// more\n`);
    one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'x');
    expect((await one.upgrade()).codes).toEqual(['MODEL_STALE']);
  });

  test.each([
    [['--to', '2024.01'], 'RELEASE_UNKNOWN'],
    [['--postgres', 'newest'], 'POSTGRES_VERSION'],
    [['--postgres', '16'], 'POSTGRES_VERSION'],
    [['--postgres', '18', '--env', 'nowhere'], 'ENVIRONMENT_UNKNOWN'],
    [['--continue'], 'UPGRADE_NOT_BEGUN'],
  ])('%j', async (args, code) => {
    const image = { reference: 'ghcr.io/cloudnative-pg/postgresql:17.2', major: 17 };
    const one = repository({ environments: [{ name: 'prod', image, secrets: [], overlay: 'x' }] });
    expect(await one.upgrade(args)).toMatchObject({ exitCode: 2, codes: [code] });
    expect(await one.upgrade(['--to', '2026.02', '--dry-run'])).toMatchObject({ exitCode: 0 });
  });

  // What would fail in the second step is refused before the first one.
  test.each<[string, string, string[], any?]>([
    ['17.11-standard-trixie', '19', ['IMAGE_NOT_IN_RELEASE --postgres']],
    ['17.11-standard-trixie', '16.16', ['POSTGRES_VERSION --postgres']],
    ['17.12-standard-trixie', '18', ['POSTGRES_OLDER_MINOR --postgres, prod']],
    ['17.12-standard-trixie', '18.6', ['POSTGRES_OLDER_MINOR --postgres, prod']],
    ['16.15-standard-trixie', '18', ['MAJOR_SKIPPED --postgres, prod']],
    ['17.5-standard-bullseye', '18', ['IMAGE_NOT_IN_RELEASE --postgres']],
    [
      '17.11-standard-trixie',
      '18',
      ['IMAGE_TWICE environments.prod.image'],
      { environments: [{ name: 'prod', image: 'x:17.11' }] },
    ],
    [
      '17.11-standard-trixie',
      '17.12',
      ['IMAGE_TWICE clusterBase.postgres.image'],
      { clusterBase: { postgres: { image: 'x:17.11' } } },
    ],
  ])('PostgreSQL %s to %s at once, and changes nothing', async (tag, version, problems, options = {}) => {
    const one = running(tag, options);
    const answer = await one.upgrade(['--postgres', version]);
    expect(answer).toMatchObject({ exitCode: 2 });
    expect(answer.problems.map((problem) => `${problem.code} ${problem.path}`)).toEqual(problems);
    expect(one.git('status', '--porcelain')).toBe('');
  });

  test('steps of a repository that another version generates', async () => {
    expect((await repository({ packageVersion: '0.0.1' }).upgrade(['--to', '2026.07'])).codes).toEqual(['PACKAGES_DIFFER']);
  });
});

test.each([
  ['17.10-standard-trixie', '17.12', true],
  ['17.10-standard-trixie', '17.11', false],
  ['17.11-standard-trixie', '18.7', true],
  ['17.11-standard-trixie', '18', false],
])('PostgreSQL %s to %s is said to be untested: %s', async (tag, version, isUntested) => {
  const { exitCode, notes } = await running(tag).upgrade(['--postgres', version]);
  expect(exitCode).toBe(0);
  expect(notes.some((note) => note.includes(`${version} is none of the versions`))).toBe(isUntested);
});

describe('the packages', () => {
  test.each([[version], ['0.0.1']])('of which %s is published are new enough', async (newest) => {
    const one = repository();
    one.stand('npm', npmWith(newest));
    expect(await one.upgrade(['--json'])).toMatchObject({
      exitCode: 0,
      json: { changed: false, packages: { from: version, to: version } },
    });
    expect(one.git('status', '--porcelain')).toBe('');
  });

  test('that cannot be installed leave package.json as it was, and no journal', async () => {
    const one = repository();
    one.stand('npm', npmWith('99.0.0'));
    expect(await one.upgrade()).toMatchObject({ exitCode: 3, codes: ['INSTALL_FAILED'] });
    expect(one.git('status', '--porcelain')).toBe('');
    expect(one.has('.git/pgplatform/upgrade.json')).toBe(false);
  });

  test('are installed with the projen that they need', async () => {
    const one = repository();
    one.write('package.json', JSON.stringify({ devDependencies: { '@pgplatform/cli': version, projen: '0.1.0', cdk8s: '^2' } }));
    one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'x');
    const needs = {
      peerDependencies: { cdk8s: '^2', projen: '^0.2.0', '@pgplatform/core': '^99.0.0' },
      devDependencies: { projen: '0.2.5' },
    };
    one.stand(
      'npm',
      `const [, , command, what] = process.argv;
if (command === 'view') console.log(JSON.stringify(what === 'pgplatform@99.0.0' ? ${JSON.stringify(needs)} : '99.0.0'));
else { require('node:fs').writeFileSync('node_modules/asked', process.argv.slice(3).join(' ')); process.exit(1); }`,
    );
    expect((await one.upgrade()).codes).toEqual(['INSTALL_FAILED']);
    expect(one.read('node_modules/asked')).toMatch(/ @pgplatform\/cli@99\.0\.0 projen@0\.2\.5$/);
  });

  test('whose options a codemod cannot be sure of: the rest by hand, then it goes on', async () => {
    const one = repository({ packageVersion: '0.1.0' });
    const projenrc = "new PgPlatformProject({ platformRelease: '2025.10', clusterBase: { backup: settings() } });\n";
    one.write('.projenrc.ts', projenrc);
    one.regenerate();
    one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'x');
    const installed = JSON.stringify({ devDependencies: { '@pgplatform/cli': version } });
    one.stand(
      'npm',
      `if (process.argv[2] === 'view') console.log('"${version}"');
else require('node:fs').writeFileSync('package.json', ${JSON.stringify(installed)});`,
    );
    one.standForCommand();
    for (const FAKE_PROJEN of ['fails', 'killed']) {
      const half = await one.upgrade(['--json'], { FAKE_PROJEN });
      expect({ exitCode: half.exitCode, codes: half.codes }).toEqual({
        exitCode: 1,
        codes: ['UPGRADE_SYNTH', 'PROJENRC_BY_HAND'],
      });
      expect(half.json).toMatchObject({ changed: true, title: expect.stringContaining('which needs an edit of .projenrc.ts') });
    }
    one.write('.projenrc.ts', `${projenrc}// looked at\n`);
    const done = await one.upgrade(['--json']);
    expect(done).toMatchObject({ exitCode: 0, json: { changed: true, packages: { from: '0.1.0', to: version } } });
    expect(one.read('.projenrc.ts')).toBe(`${projenrc}// looked at\n`);
    expect(one.has('.git/pgplatform/upgrade.json')).toBe(false);
  });

  test.each(['SIGKILL', 'SIGTERM'])(
    'whose own code is ended by %s in the middle of its answer are not upgraded; then it goes on',
    async (signal) => {
      const one = repository({ packageVersion: '0.1.0' });
      const installed = JSON.stringify({ devDependencies: { '@pgplatform/cli': version } });
      one.stand(
        'npm',
        `if (process.argv[2] === 'view') console.log('"${version}"');
else require('node:fs').writeFileSync('package.json', ${JSON.stringify(installed)});`,
      );
      one.stand('pgplatform', `require('node:fs').writeSync(1, '{"changed": tr'); process.kill(process.pid, '${signal}');`);
      const killed = await one.upgrade(['--json']);
      expect(killed).toMatchObject({ exitCode: 3, codes: ['UPGRADE_KILLED'], text: expect.stringContaining(signal) });
      one.standForCommand();
      expect(await one.upgrade(['--json'])).toMatchObject({ exitCode: 0, json: { packages: { from: '0.1.0', to: version } } });
    },
  );

  test.each([
    ['at once', false],
    ['after a kill', true],
  ])('bring sealed files up to date, and say what their Secrets need: %s', async (_, isKilled) => {
    const secret = WellKnownSecrets.backupCredentials().toModel({
      namespace: 'postgres-prod',
      file: 'overlays/prod/s3-sealed.yaml',
    });
    const other = { ...secret, name: 'other', file: 'overlays/prod/other-sealed.yaml' };
    const image = { reference: 'ghcr.io/cloudnative-pg/postgresql:17.2', major: 17 };
    const one = repository({
      packageVersion: '0.1.0',
      environments: [{ name: 'prod', image, secrets: [secret, other], overlay: 'overlays/prod' }],
    });
    const { certificate } = throwawayKey();
    const right = sealIntoFile(
      { secret, certificate, now: NOW },
      new Map([['ACCESS_KEY_ID', Buffer.from('AKIAZ7PTYPTYPTYPTYPT')]]),
    );
    const stale = `# ours\n${right.replace(/ {8}sealedsecrets.bitnami.com\/managed: .*\n/, '')}`;
    one.write(secret.file, stale);
    one.write(other.file, '{"kind": "SealedSecret"}');
    one.git('add', '--all');
    one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'x');
    const installed = JSON.stringify({ devDependencies: { '@pgplatform/cli': version } });
    one.stand(
      'npm',
      `if (process.argv[2] === 'view') console.log('"${version}"');
else require('node:fs').writeFileSync('package.json', ${JSON.stringify(installed)});`,
    );
    one.standForCommand();
    if (isKilled) {
      expect((await one.upgrade(['--json'], { FAKE_PROJEN: 'fails' })).codes).toContain('UPGRADE_SYNTH');
      one.write(secret.file, `# ours\n${right}`); // the kill came just after this was written
    }
    const done = await one.upgrade(['--json', '--body', path.join(one.root, '.git/body.md')]);
    const annotate =
      'kubectl -n postgres-prod annotate secret postgres-backup-s3-credentials sealedsecrets.bitnami.com/managed=true';
    expect(done.exitCode).toBe(0);
    for (const text of [done.json.steps[0].text, one.read('.git/body.md')]) {
      expect(text).toContain(annotate);
      expect(text).toContain(`- ${secret.file}: labels and annotations`);
      expect(text).toContain(`- ${other.file}: left as it was. The file is not the simple YAML`);
    }
    expect(one.git('show', `HEAD:${secret.file}`)).not.toContain('managed');
    expect(one.read(secret.file)).toBe(`# ours\n${right}`);
  });

  test('without a registry: an outside failure', async () => {
    const one = repository();
    one.stand('npm', "console.error('npm error code ECONNREFUSED\\nnpm error FetchError: refused'); process.exit(1);");
    expect(await one.upgrade()).toMatchObject({ exitCode: 3, codes: ['REGISTRY_FAILED'] });
  });
});

describe('a step', () => {
  test('passes over a row that changes no manifest here', async () => {
    const one = repository();
    expect((await one.upgrade(['--to', '2026.06'])).json.release).toEqual({ from: '2025.10', to: '2026.02-operator' });
    one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'x');
    const second = await one.upgrade(['--to', '2026.06']);
    expect(second.json).toMatchObject({
      release: { from: '2026.02-operator', to: '2026.06' },
      next: 'pgplatform upgrade --to 2026.07',
    });
    expect(second.text).toMatch(/^Platform release 2026\.06/);
  });

  test('in a dry run leaves nothing behind', async () => {
    const one = repository();
    const { json, text } = await one.upgrade(['--to', '2026.06', '--all', '--dry-run']);
    expect(json.steps.map(({ release }: any) => release.to)).toEqual(['2026.02-operator', '2026.06']);
    expect(text).toContain('This was a dry run');
    expect(one.git('status', '--porcelain')).toBe('');
    expect(one.git('rev-list', '--count', 'HEAD')).toBe('1');
  });

  test('one after the other without commits is the same as with commits', async () => {
    const [committed, left] = [repository(), repository()];
    expect((await committed.upgrade(['--to', '2026.06', '--all'])).exitCode).toBe(0);
    expect((await left.upgrade(['--to', '2026.06', '--all', '--no-commit'])).exitCode).toBe(0);
    expect([committed.git('rev-list', '--count', 'HEAD'), left.git('rev-list', '--count', 'HEAD')]).toEqual(['3', '1']);
    for (const file of ['.projenrc.ts', 'apps/operator.yaml', '.pgplatform/model.json']) {
      expect(left.read(file)).toBe(committed.read(file));
    }
    expect(committed.git('log', '-1', '--format=%s%n%b')).toMatch(/^Platform release 2026\.06[\s\S]*The way back\n- /);
  });

  test.each([
    ['fails', 'UPGRADE_SYNTH'],
    ['killed', 'UPGRADE_SYNTH'],
    ['plain secret', 'UPGRADE_CHECK'],
  ])('that cannot be made is undone, and what a person wrote meanwhile stays: projen %s', async (mode, code) => {
    const one = repository();
    const before = one.read('.projenrc.ts');
    one.stand('projen', `require('node:fs').writeFileSync('docs/meanwhile.md', 'mine\\n');\n${PROJEN}`);
    const stopped = await one.upgrade(['--to', '2026.06'], { FAKE_PROJEN: mode });
    expect({ exitCode: stopped.exitCode, codes: [...new Set(stopped.codes)] }).toEqual({ exitCode: 1, codes: [code] });
    expect(one.read('.projenrc.ts')).toBe(before);
    expect(one.git('status', '--porcelain')).toBe('?? docs/meanwhile.md');
    expect(one.has('.git/pgplatform/upgrade.json')).toBe(false);
  });

  test('commits what it has generated, and nothing that somebody else writes meanwhile', async () => {
    const one = repository();
    one.stand('projen', `require('node:fs').writeFileSync('docs/meanwhile.md', 'mine\\n');\n${PROJEN}`);
    expect((await one.upgrade(['--to', '2026.06', '--all'])).exitCode).toBe(0);
    expect(one.git('status', '--porcelain')).toBe('?? docs/meanwhile.md');
    expect(one.git('diff', '--name-only', 'HEAD~2').split('\n')).toEqual([
      '.pgplatform/model.json',
      '.projenrc.ts',
      'apps/operator.yaml',
    ]);
  });

  test('does not take back, and does not commit, what somebody writes into .projenrc.ts meanwhile; then it goes on', async () => {
    const one = repository();
    const edit = "require('node:fs').appendFileSync('.projenrc.ts', '// mine\\n');";
    one.stand('projen', `${PROJEN}\n${edit}`);
    expect(await one.upgrade(['--to', '2026.06', '--all'])).toMatchObject({ exitCode: 2, codes: ['MODEL_STALE'] });
    expect(one.read('.projenrc.ts')).toMatch(/2026\.02-operator'(.|\n)*\/\/ mine\n$/);
    expect(one.git('rev-list', '--count', 'HEAD')).toBe('1');
    one.stand('projen', PROJEN);
    expect((await one.upgrade()).exitCode).toBe(0);
    expect(one.read('.projenrc.ts')).toMatch(/2026\.06'(.|\n)*\/\/ mine\n$/);
  });

  test('that only a person can write is said, and nothing is changed', async () => {
    const one = repository();
    const computed =
      "const platformRelease = process.env.RELEASE ?? '2025.10';\nnew PgPlatformProject({ platformRelease });\n// platformRelease: '2025.10'\n";
    one.write('.projenrc.ts', computed);
    one.stand('projen', PROJEN);
    one.regenerate();
    one.git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qam', 'x');
    const stopped = await one.upgrade(['--to', '2026.06']);
    expect(stopped).toMatchObject({ exitCode: 1, codes: ['PROJENRC_BY_HAND'] });
    expect(stopped.text).toContain("platformRelease: '2026.02-operator'");
    expect(one.git('status', '--porcelain')).toBe('');
  });
});

describe('an upgrade that was interrupted', () => {
  test('is not mixed with another one, and is forgotten when it was given up', async () => {
    const one = repository();
    const journal = {
      base: one.git('rev-parse', 'HEAD'),
      request: { to: '2026.06', all: false, commit: true },
      phase: 'applying',
      packages: { from: '', to: '' },
      snapshot: one.git('rev-parse', 'HEAD'),
      findings: [],
      steps: [],
    };
    one.write('.git/pgplatform/upgrade.json', JSON.stringify(journal));
    one.write('.projenrc.ts', one.read('.projenrc.ts').replace('2025.10', '2026.02-operator'));
    expect((await one.upgrade(['--to', '2026.02'])).codes).toEqual(['UPGRADE_UNFINISHED']);
    one.git('checkout', '--', '.projenrc.ts');
    expect((await one.upgrade(['--to', '2026.02'])).exitCode).toBe(0);
  });

  test('goes on with what it was asked for', async () => {
    const one = repository();
    const head = one.git('rev-parse', 'HEAD');
    const request = { to: '2026.06', all: true, commit: true };
    const journal = { base: head, request, phase: 'applying', packages: {}, snapshot: head, findings: [], steps: [] };
    one.write('.git/pgplatform/upgrade.json', JSON.stringify(journal));
    one.write('.projenrc.ts', one.read('.projenrc.ts').replace('2025.10', '2026.02-operator'));
    one.write('.pgplatform/model.json', '{"half');
    const { exitCode, json } = await one.upgrade();
    expect({ exitCode, releases: json.steps.map(({ release }: any) => release.to) }).toEqual({
      exitCode: 0,
      releases: ['2026.02-operator', '2026.06'],
    });
    expect(one.git('status', '--porcelain')).toBe('');
  });

  test('has left nothing that is in the way of the next one, and the next one leaves nothing', async () => {
    const one = repository();
    for (const left of ['snapshot/index', 'snapshot/index.lock', 'synthesis/stamp', 'upgrade.json.new']) {
      one.write(`.git/pgplatform/${left}`, 'half');
    }
    expect((await one.upgrade(['--to', '2026.06', '--all', '--no-commit'])).exitCode).toBe(0);
    expect(fs.readdirSync(path.join(one.root, '.git/pgplatform'))).toEqual([]);
  });

  test('on another commit is not gone on with', async () => {
    const one = repository();
    const journal = { base: 'f'.repeat(40), request: { all: true, commit: true, to: '2026.06' }, phase: 'applying', steps: [] };
    one.write('.git/pgplatform/upgrade.json', JSON.stringify(journal));
    one.stand('npm', npmWith(version));
    expect((await one.upgrade()).json).toMatchObject({ changed: false });
    expect(one.has('.git/pgplatform/upgrade.json')).toBe(false);
  });
});

const PROJEN = `require(${JSON.stringify(require.resolve('./fake-projen.cjs'))});`;
