import fc from 'fast-check';
import { BACKUP_PATCH } from '../src/backup-patch';
import { MIGRATIONS } from '../src/migrations';
import { RETENTION_POLICY } from '../src/migrations/0.2.0-retention-policy';
import type { Migration } from '../src/source-migration';
import { anAuthor, commentsOf, run, WrittenOptions } from './written-options';

const text = fc.constantFrom('a', 'b1', '30d', 'x y');
const store = fc.record({ endpointURL: text, wal: fc.record({ maxParallel: fc.nat(8), retention: text }) }, { requiredKeys: [] });
const patch = fc.record(
  {
    metadata: fc.record({ labels: fc.record({ retention: text }) }),
    spec: fc.record(
      {
        backup: fc.record({ target: text, barmanObjectStore: store }, { requiredKeys: ['barmanObjectStore'] }),
        externalClusters: fc.array(fc.record({ name: text, barmanObjectStore: store }), { maxLength: 1 }),
      },
      { requiredKeys: ['backup'] },
    ),
  },
  { requiredKeys: ['spec'] },
);
const backup = fc.record({ bucket: text, retention: text, s3: fc.record({ retention: text }) }, { requiredKeys: ['retention'] });
const environment = fc.record(
  { name: text, labels: fc.record({ retention: text }), clusterPatch: patch },
  { requiredKeys: ['name'] },
);
const project = fc.record(
  {
    team: text,
    clusterBase: fc.record({ instances: fc.nat(9), backup, retention: text, clusterPatch: patch }, { requiredKeys: [] }),
    environments: fc.array(environment, { maxLength: 2 }),
  },
  { requiredKeys: [] },
);

it.each<[string, Migration]>([...MIGRATIONS, BACKUP_PATCH].map((migration) => [migration.id, migration]))(
  '%s, however the options are written: they are the migrated ones or it is reported, comments stay, a second time changes nothing',
  (_, migration) => {
    let migrated = 0;
    fc.assert(
      fc.property(project, anAuthor, fc.boolean(), (given, author, flag) => {
        const before = new WrittenOptions(given, author).text;
        const { text: after, changed, byHand } = migration.source(before);
        expect(changed).toBe(after !== before);
        expect(migration.source(after)).toEqual({ text: after, changed: false, byHand });
        expect(commentsOf(after).sort()).toEqual(commentsOf(before).sort());
        expect(author.eol === '\n' ? after.includes('\r') : /[^\r]\n/.test(after)).toBe(false);
        const [ran, runs] = [run(before, flag), run(after, flag)];
        expect(runs.shown).toEqual(ran.shown);
        const wanted = migration.options(ran.options);
        expect(migration.options(runs.options)).toEqual(wanted);
        if (byHand.length === 0) {
          expect(runs.options).toEqual(wanted);
        }
        migrated += changed ? 1 : 0;
      }),
      { numRuns: 100 },
    );
    expect(migrated).toBeGreaterThan(5);
  },
);

it('every byte but the name stays', () => {
  fc.assert(
    fc.property(project, anAuthor, (given, author) => {
      const before = new WrittenOptions(given, author).text;
      const { text: after } = RETENTION_POLICY.source(before);
      expect(after.replaceAll('retentionPolicy: retention', 'retention').replaceAll('retentionPolicy', 'retention')).toBe(before);
    }),
    { numRuns: 100 },
  );
});
