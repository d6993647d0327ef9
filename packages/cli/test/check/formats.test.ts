import * as fs from 'node:fs';
import * as path from 'node:path';
import Ajv from 'ajv';
import { CLUSTER, checked, folderWith } from './checked';

const SCHEMA = JSON.parse(fs.readFileSync(path.resolve(__dirname, '../../schema/check-report.schema.json'), 'utf8'));
const root = folderWith({
  'a b/pg.yaml': CLUSTER.replace('1Gi', 'tiny'),
  'a b/role.yaml':
    'apiVersion: postgresql.cnpg.io/v1\nkind: Database\nmetadata: { name: "db,1:2" }\nspec: { name: postgres, owner: app, cluster: { name: pg } }\n',
});
const failing = (format: string, ...args: string[]) =>
  checked(root, ['--format', format, '--ignore', 'P-43', '--reason', 'a test', ...args]);

describe('the report', () => {
  it('as JSON is one object of the published schema', async () => {
    const { text, report, exitCode } = await failing('json');
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
    const validate = new Ajv({ allowUnionTypes: true }).compile(SCHEMA);
    expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
    expect(exitCode).toBe(1);
    expect((await checked(root, ['--json'])).text).toContain('"operatorVersion": "1.30.0"');
  });

  it('as text is grouped by database, in 80 columns, without colour', async () => {
    const { text } = await failing('text');
    expect(text).toContain('Database pg');
    const long = text.split('\n').filter((line) => line.length > 80 && line.trim().includes(' ') && !/^ {2}\w+ {2}/.test(line));
    expect(long).toEqual([]);
    expect(text).not.toContain('\x1b');
    expect(text).toMatch(/2 files: \d+ errors?, \d+ warnings?, \d+ info$/);
  });

  it('shows the beginning of a long value, and has all of it as JSON', async () => {
    const size = `${'1'.repeat(5000)}x`;
    const folder = folderWith({ 'pg.yaml': CLUSTER.replace('1Gi', `"${size}"`) });
    expect((await checked(folder)).text).not.toContain(size.slice(0, 301));
    expect((await checked(folder)).text).toContain('(5001 letters)');
    expect((await checked(folder, ['--json'])).findings.map(({ given }) => given)).toContain(size);
  });

  it('as annotations repeats no credentials of an address: escaped, nobody would know them any more', async () => {
    const folder = folderWith({ 'pg.yaml': CLUSTER.replace('kind: Cluster', 'kind: "postgres://user:hunter2@db/x"') });
    const { text } = await checked(folder, ['--format', 'github']);
    expect(text).toContain('***');
    expect(text).not.toContain('hunter2');
  });

  it.each(['text', 'json', 'sarif', 'github'])('as %s repeats no key that stands where a path belongs', async (format) => {
    const key = ['BEGIN', 'END'].map((end) => `-----${end} PRIVATE KEY-----`).join('\\nhunter2\\n');
    const folder = folderWith({ 'kustomization.yaml': `resources: ["${'a/'.repeat(20)} ${key}"]\n` });
    const { text } = await checked(folder, ['--format', format]);
    expect(text).toContain('***');
    expect(text).not.toContain('hunter2');
  });

  it('says of every finding whose verdict it is', async () => {
    const { text, findings } = await failing('text');
    expect(findings.map(({ rule, judge }) => [rule, judge])).toEqual([
      ['CL-STO-1', 'operator'],
      ['SCHEMA-PATTERN', 'api-server'],
      ['CEL-DATABASE-NAME-RESERVED', 'api-server'],
    ]);
    expect(text.match(/^ +verdict of: /gm)).toHaveLength(findings.length);
    expect(text).toContain("verdict of: the operator's webhook, when it is applied");
    expect((await failing('github')).text).toContain('Verdict of the API server, when it is applied.');
    expect((await failing('sarif')).text).toContain('Verdict of pgplatform alone.');
  });

  it('as annotations has one line for each finding, with its place', async () => {
    const { text, findings } = await failing('github');
    expect(text.split('\n')).toHaveLength(findings.length + 1);
    expect(text).toContain('::error file=a b/pg.yaml,line=9,col=5,title=');
    expect(text).toContain('db%2C1%3A2');
    expect(text).toContain('::notice title=pgplatform check::');
  });

  it('as SARIF has a rule for each result, and ignored ones as suppressed', async () => {
    const { text, findings, report } = await failing('sarif');
    const { $schema, version, runs } = JSON.parse(text);
    expect([$schema, version, runs.length]).toEqual(['https://json.schemastore.org/sarif-2.1.0.json', '2.1.0', 1]);
    const [{ tool, results }] = runs;
    expect(results.length).toBe(findings.length + report.ignored[0].findings.length);
    for (const result of results) {
      expect(tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId);
      expect(['error', 'warning', 'note']).toContain(result.level);
      expect(result.message.text).toMatch(/\S/);
      expect(result.locations[0].physicalLocation.artifactLocation.uri).toMatch(/^a%20b\//);
      expect(result.locations[0].physicalLocation.region.startLine).toBeGreaterThan(0);
    }
    const suppressed = results.filter((result: any) => result.suppressions);
    expect(suppressed.map((result: any) => [result.ruleId, result.suppressions])).toEqual([
      ['P-43', [{ kind: 'external', justification: 'a test' }]],
    ]);
    expect(new Set(results.map((result: any) => result.partialFingerprints['pgplatform/v1'])).size).toBe(results.length);
  });
});

describe('the exit code', () => {
  const fine = folderWith({ 'pg.yaml': CLUSTER.replace(/:17.11-[a-z-]+/, ':17') });

  it('is 0 for warnings, and 1 for them with --strict', async () => {
    expect((await checked(fine)).findings.map(({ severity }) => severity)).toContain('warning');
    expect((await checked(fine)).exitCode).toBe(0);
    expect((await checked(fine, ['--strict'])).exitCode).toBe(1);
  });

  it('is 1 for errors, and 0 when they are ignored with a reason', async () => {
    const { findings, exitCode } = await checked(root);
    expect(exitCode).toBe(1);
    const rules = [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule))];
    expect(
      (
        await checked(
          root,
          rules.flatMap((rule) => ['--ignore', rule, '--reason', 'a test']),
        )
      ).exitCode,
    ).toBe(0);
  });

  it.each([
    [['--ignore', 'P-14'], 'REASON_MISSING'],
    [['--ignore', 'P-14', '--reason', ' '], 'REASON_MISSING'],
    [['--ignore', 'P-9999', '--reason', 'x'], 'RULE_UNKNOWN'],
    [['--format', 'xml'], 'FORMAT_UNKNOWN'],
    [['--since', 'HEAD'], 'REVISION_UNKNOWN'],
    [['--crds', 'nowhere'], 'CRDS_MISSING'],
  ])('is 2 for %j', async (args, code) => {
    expect(await checked(root, args)).toMatchObject({ exitCode: 2, codes: [code] });
  });
});
