import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { harvest } from '../../src/sandbox/sandbox-harvest';
import { LIMITS, runInSandbox, type SandboxEnd, type SandboxLimits } from '../../src/sandbox/sandbox-run';
import { BWRAP, SandboxMissing, type SandboxTool, sandboxTool, UNSHARE } from '../../src/sandbox/sandbox-tool';

const SECRET = 'ghs_marker0123456789';

/** Why a tool is not tested here; nothing when it is. */
function obstacle(tool: SandboxTool): string | undefined {
  try {
    sandboxTool([tool]);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

test('where no tool works, nothing is run, and each says why', () => {
  const broken: SandboxTool = {
    name: 'bwrap',
    command: () => ['/bin/sh', '-c', 'echo first >&2; echo no namespaces >&2; exit 1'],
  };
  const missing: SandboxTool = { name: 'unshare', command: () => ['no-such-program'] };
  expect(() => sandboxTool([broken, missing])).toThrow(SandboxMissing);
  expect(() => sandboxTool([broken, missing])).toThrow('bwrap: no namespaces; unshare: ENOENT');
});

for (const tool of [BWRAP, UNSHARE]) {
  const why = obstacle(tool);
  if (why === undefined) describe(tool.name, () => hostileCode(tool));
  else test(`${tool.name} is not tested here: ${why}`, () => expect(() => sandboxTool([tool])).toThrow(SandboxMissing));
}

function hostileCode(tool: SandboxTool): void {
  /** Runs code as a `.projenrc.ts` would be. */
  async function run(code: string, limits: Partial<SandboxLimits> = {}): Promise<SandboxEnd & { readonly folder: string }> {
    const folder = temporaryDirectory();
    fs.writeFileSync(path.join(folder, 'code.mjs'), `import fs from 'node:fs';\n${code}`);
    const end = await runInSandbox(tool, { folder }, [process.execPath, 'code.mjs'], { ...LIMITS, seconds: 600, ...limits });
    return { ...end, folder };
  }

  test('an honest program writes into its folder, and nowhere else', async () => {
    const code = `
      fs.writeFileSync('out.txt', 'mine');
      for (const file of ['/out', '/usr/out', '/etc/out', '/proc/out', '/out/out']) {
        try { fs.writeFileSync(file, ''); console.log('wrote', file); } catch {}
      }`;
    const { code: exit, printed, folder } = await run(code);
    expect({ exit, printed }).toEqual({ exit: 0, printed: '' });
    expect(fs.readFileSync(path.join(folder, 'out.txt'), 'utf8')).toBe('mine');
  });

  test('installed packages can be read and not changed', async () => {
    const folder = temporaryDirectory();
    const modules = temporaryDirectory();
    fs.mkdirSync(path.join(folder, 'node_modules'));
    fs.mkdirSync(path.join(modules, 'left'));
    fs.writeFileSync(path.join(modules, 'left/index.js'), 'module.exports = 42;');
    const code =
      "console.log(require('left')); try { require('fs').writeFileSync('node_modules/left/index.js', ''); } catch (e) { console.log(e.code); }";
    fs.writeFileSync(path.join(folder, 'code.cjs'), code);
    const { printed } = await runInSandbox(tool, { folder, modules }, [process.execPath, 'code.cjs']);
    expect(printed).toBe('42\nEROFS\n');
  });

  test('there is no environment, no network, no home, no other process', async () => {
    process.env.GITHUB_TOKEN = SECRET;
    const home = path.join(temporaryDirectory(), 'hosts.yml');
    fs.writeFileSync(home, SECRET);
    const code = `
      import net from 'node:net';
      const look = (file) => { try { return fs.readFileSync(file, 'latin1'); } catch { return ''; } };
      const list = (folder) => { try { return fs.readdirSync(folder); } catch { return []; } };
      console.log('environment', Object.keys(process.env).sort().join());
      console.log('parents', list('/proc').filter((name) => /^[0-9]+$/.test(name)).map((id) => look('/proc/' + id + '/environ') + look('/proc/' + id + '/cmdline')).join().includes('ghs_'));
      console.log('parent', look('/proc/' + process.ppid + '/environ').includes('ghs_'), look('/proc/1/environ').includes('ghs_'));
      console.log('files', look(${JSON.stringify(home)}), list('/root').length, list('/home').length, look('/etc/passwd') + look('/etc/shadow') + look('/etc/hostname'), list('/tmp').length, list('/repository').join());
      const socket = net.connect(${await listening()}, '127.0.0.1');
      socket.on('connect', () => console.log('connected'));
      socket.on('error', (error) => console.log('network', error.code));`;
    const { printed } = await run(code);
    delete process.env.GITHUB_TOKEN;
    expect(printed.split('\n')).toEqual([
      'environment HOME,PATH,PROJEN_DISABLE_POST,PWD,TMPDIR',
      'parents false',
      'parent false false',
      'files  0 0  0 code.mjs',
      expect.stringMatching(/^network E/),
      '',
    ]);
  });

  test('it has no power over the machine', async () => {
    const code =
      "console.log(fs.readFileSync('/proc/self/status', 'utf8').match(/CapEff:.*/)[0]); try { process.setuid(1); console.log('another'); } catch (e) { console.log(e.code); }";
    expect((await run(code)).printed).toMatch(/^CapEff:\s0{16}\nE(PERM|INVAL)\n$/);
  });

  test('what loops for ever is stopped', async () => {
    expect(await run('for (;;) {}', { seconds: 1 })).toMatchObject({ code: undefined, stopped: 'it ran longer than 1 s' });
  });

  test('what prints a gigabyte is stopped, and little of it is kept', async () => {
    const { stopped, printed } = await run(
      "const line = 'x'.repeat(1 << 20); for (let i = 0; i < 1024; i++) fs.writeSync(1, line);",
    );
    expect(stopped).toBe(`it printed more than ${LIMITS.output} bytes`);
    expect(printed.length).toBeLessThanOrEqual(2000);
  });

  test('what takes all memory is stopped, alone or with many', async () => {
    const hoard = 'const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));';
    const alone = await run(hoard, { memory: 2 ** 29 });
    expect(alone.code).not.toBe(0);
    const many = `import { spawn } from 'node:child_process';
      for (let i = 0; i < 6; i++) spawn(process.execPath, ['-e', 'const all = []; for (let i = 0; i < 20; i++) all.push(Buffer.alloc(16 << 20, 1)); setInterval(() => all.length, 1000)']);
      setInterval(() => {}, 1000);`;
    expect((await run(many, { memory: 2 ** 30 })).stopped).toBe(`it used more than ${2 ** 30} bytes of memory`);
  });

  test('what fills the disk is stopped', async () => {
    const code =
      "for (let i = 0; ; i++) { fs.writeFileSync('file-' + i, Buffer.alloc(1 << 20)); await new Promise((next) => setTimeout(next, 5)); }";
    expect((await run(code, { disk: 20 << 20 })).stopped).toBe(`it wrote more than ${20 << 20} bytes`);
  });

  test('children that it leaves behind end with it', async () => {
    const code = `import { spawn } from 'node:child_process';
      spawn('/bin/sh', ['-c', 'trap "" TERM HUP; while :; do date +%s%N > alive; sleep 0.05; done'], { detached: true, stdio: 'ignore' }).unref();
      while (!fs.existsSync('alive')) await new Promise((next) => setTimeout(next, 10));`;
    const { code: exit, folder } = await run(code);
    expect(exit).toBe(0);
    const last = fs.readFileSync(path.join(folder, 'alive'), 'utf8');
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(fs.readFileSync(path.join(folder, 'alive'), 'utf8')).toBe(last);
  });

  test('a link out of its folder leads to nothing that is taken', async () => {
    const code = `
      fs.mkdirSync('.projen');
      fs.writeFileSync('.projen/files.json', JSON.stringify({ files: ['stolen.yaml'] }));
      fs.symlinkSync('/etc/passwd', 'stolen.yaml');`;
    const { folder } = await run(code);
    expect(() => harvest(folder)).toThrow('stolen.yaml is a link, or no file');
  });
}

/** The port of a server on this machine that lives until this process ends. */
function listening(): Promise<number> {
  const server = spawn(
    process.execPath,
    [
      '-e',
      "const s = require('net').createServer((c) => c.end('hello')).listen(0, '127.0.0.1', () => console.log(s.address().port)); process.stdin.resume().on('end', () => process.exit())",
    ],
    {
      stdio: ['pipe', 'pipe', 'ignore'],
    },
  );
  servers.push(server);
  return new Promise((resolve) => server.stdout?.once('data', (port) => resolve(Number(port))));
}

const servers: ReturnType<typeof spawn>[] = [];
afterAll(() => {
  for (const server of servers) server.stdin?.end();
});
