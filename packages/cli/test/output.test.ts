import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { testWhen } from '@pgplatform/test-kit';
import { folderWith } from './check/checked';
import { COMMAND } from './generated-repository';

const NAME = 'db\u001b]0;PWN\u0007\u001b[2J\u202e';
/** A repository whose name, value and file want to be commands. */
const HOSTILE = {
  'a\u001b[2J\u2028.yaml': `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: ${JSON.stringify(NAME)}}
spec: {instances: 1, imageName: "x\\n::error::pwn\\n  ##[error]pwn", storage: {size: "https://me:hunter2@host/x"}}
`,
};
const COMMANDS = /^\s*::|##\[/m;
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

function ran(args: string[], env: NodeJS.ProcessEnv = {}, stdio: import('node:child_process').StdioOptions = 'pipe') {
  return spawnSync(process.execPath, [...COMMAND, ...args], { encoding: 'utf8', stdio, env: { ...process.env, ...env } });
}

it.each(['text', 'json', 'sarif', 'github'])('check prints no command in the format %s', (format) => {
  const { stdout, stderr, status } = ran(['check', folderWith(HOSTILE), '--format', format], { GITHUB_ACTIONS: 'true' });
  expect(status).toBe(1);
  expect(stdout).toContain('PWN');
  expect(stdout + stderr).not.toMatch(UNPRINTABLE);
  expect(stdout + stderr).not.toContain('hunter2');
  if (format === 'github') {
    expect(
      stdout
        .trim()
        .split('\n')
        .filter((line) => !/^::(?:error|warning|notice) title=|^::(?:error|warning|notice) file=/.test(line)),
    ).toEqual([]);
  } else {
    expect(stdout).not.toMatch(COMMANDS);
  }
  if (format === 'json') {
    expect(JSON.parse(stdout).findings.map(({ object }: any) => object?.name)).toContain(NAME);
  }
});

it.each(['text', 'markdown'])('diff prints no command in the format %s', (format) => {
  const args = ['diff', folderWith({ 'a.yaml': 'a: b\n' }), folderWith(HOSTILE), '--format', format];
  const { stdout, stderr } = ran(args, { GITHUB_ACTIONS: 'true' });
  expect(stdout).toContain('PWN');
  expect(stdout + stderr).not.toMatch(UNPRINTABLE);
  expect(stdout + stderr).not.toMatch(COMMANDS);
  expect(stdout + stderr).not.toContain('hunter2');
});

it('a reader that is gone ends it quietly, with the exit code of the verdict', async () => {
  const child = spawn(process.execPath, [...COMMAND, 'check', folderWith(HOSTILE)], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, said }).toEqual({ code: 1, said: expect.not.stringMatching(/EPIPE|Error|at /) });
});

testWhen(fs.existsSync('/dev/full') ? undefined : 'no /dev/full on this machine')(
  'a disk that is full is said, with exit code 3',
  () => {
    const full = fs.openSync('/dev/full', 'w');
    try {
      const { stderr, status } = ran(['check', folderWith(HOSTILE)], {}, ['ignore', full, 'pipe']);
      expect(stderr).toContain('OUTPUT_FAILED\n    Standard output could not be written: ENOSPC.');
      expect(status).toBe(3);
      expect(ran(['check', folderWith(HOSTILE)], {}, ['ignore', 'pipe', full]).status).toBeGreaterThan(0);
    } finally {
      fs.closeSync(full);
    }
  },
);

it('what was typed wrong is shown as it is, and a secret in it is not', () => {
  const { stderr } = ran(['check', path.join(folderWith({}), 'no\u001b[2J')]);
  expect(stderr).toContain('no\\u{1b}[2J');
  expect(stderr).not.toMatch(UNPRINTABLE);
});
