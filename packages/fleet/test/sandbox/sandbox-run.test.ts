import { spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { temporaryDirectory } from '@pgplatform/test-kit';
import { runInSandbox, type SandboxEnd } from '../../src/sandbox/sandbox-run';
import { LIMITS, requireSandbox, type SandboxLimits, SandboxMissing } from '../../src/sandbox/sandbox-tool';

const SECRET = 'ghs_marker0123456789';

test('where no sandbox works, nothing is run, and it says why', () => {
  expect(() => requireSandbox(() => ['/bin/sh', '-c', 'echo first >&2; echo no namespaces >&2; exit 1'])).toThrow(
    'Nothing here can run code of others safely: /bin/sh: no namespaces.',
  );
  expect(() => requireSandbox(() => ['no-such-program'])).toThrow(SandboxMissing);
  expect(() => requireSandbox(() => ['no-such-program'])).toThrow('no-such-program: ENOENT');
});

function missing(): string | undefined {
  try {
    requireSandbox();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const why = missing();
if (why === undefined) describe('hostile code', hostileCode);
else test(`the sandbox is not tested here: ${why}`, () => expect(requireSandbox).toThrow(SandboxMissing));

function hostileCode(): void {
  /** Runs code as a `.projenrc.ts` would be; an honest list of what it generates is there already. */
  function run(code: string, limits: Partial<SandboxLimits> = {}, modules?: string): Promise<SandboxEnd> {
    const files = [
      ['code.mjs', `import fs from 'node:fs';\n${code}`],
      ['.projen/files.json', '{"files":["out.txt"]}'],
    ] as const;
    return runInSandbox({ program: [process.execPath, 'code.mjs'], files, modules }, { ...LIMITS, seconds: 600, ...limits });
  }

  test('an honest program writes into its folder, and nowhere else', async () => {
    const { code, printed, harvest } = await run(`
      fs.writeFileSync('out.txt', 'mine', { mode: 0o755 });
      for (const file of ['/out', '/usr/out', '/etc/out', '/proc/out', '/out/out', '/dev/out', '/dev/shm/out', '/sys/out']) {
        try { fs.writeFileSync(file, ''); console.log('wrote', file); } catch {}
      }`);
    expect({ code, printed }).toEqual({ code: 0, printed: '' });
    expect(JSON.parse(String(harvest))).toEqual([
      ['out.txt', 'mine', '100755'],
      ['package.json', null, '100644'],
    ]);
  });

  test('nothing of the kernel can be written, core_pattern first, whoever started it', async () => {
    const { printed } = await run(`
      const seen = fs.readFileSync('/proc/sys/kernel/core_pattern');
      const tried = ['/proc/sys/kernel/core_pattern', '/proc/sys/kernel/hostname', '/proc/sys/kernel/modprobe', '/proc/sysrq-trigger',
        '/proc/sys/user/max_user_namespaces', '/proc/self/oom_score_adj', '/proc/1/oom_score_adj', '/sys/kernel/uevent_helper'];
      for (const file of tried) {
        try { fs.closeSync(fs.openSync(file, 'r+')); console.log('opened', file); } catch (error) { console.log(error.code); }
      }
      console.log(fs.existsSync('/sys'), process.getuid() === 0, seen.length > 0);`);
    const codes = printed.trim().split('\n');
    expect(codes.slice(0, -1).filter((code) => !/^(?:EROFS|EACCES|EPERM|ENOENT)$/.test(code))).toEqual([]);
    expect(codes.at(-1)).toBe('false false true');
  });

  test('it can make no namespace of its own, and has no power', async () => {
    const { printed } = await run(`
      import { spawnSync } from 'node:child_process';
      const status = fs.readFileSync('/proc/self/status', 'utf8');
      console.log(...['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb', 'NoNewPrivs'].map((name) => BigInt('0x' + new RegExp(name + ':\\\\s*(\\\\w+)').exec(status)[1])));
      console.log(spawnSync('unshare', ['--user', 'true']).status === 0);
      try { process.setuid(1); console.log('another'); } catch (error) { console.log(error.code); }`);
    expect(printed).toMatch(/^0n 0n 0n 0n 0n 1n\nfalse\nE(PERM|INVAL)\n$/);
  });

  test('installed packages can be read and not changed', async () => {
    const modules = temporaryDirectory();
    fs.chmodSync(modules, 0o755);
    fs.mkdirSync(path.join(modules, 'left'));
    fs.writeFileSync(path.join(modules, 'left/index.js'), 'module.exports = 42;');
    const code =
      "import left from 'left'; console.log(left); try { fs.writeFileSync('node_modules/left/index.js', ''); } catch (e) { console.log(e.code); }";
    expect((await run(code, {}, modules)).printed).toBe('42\nEROFS\n');
  });

  test('there is no environment, no network, no home, no other process, nothing of the host in what it can read', async () => {
    const home = path.join(temporaryDirectory(), 'hosts.yml');
    fs.writeFileSync(home, SECRET);
    const server = net.createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as net.AddressInfo;
    process.env.GITHUB_TOKEN = SECRET;
    const { printed } = await run(`
      import net from 'node:net';
      const look = (file) => { try { return fs.readFileSync(file, 'latin1'); } catch { return ''; } };
      const list = (folder) => { try { return fs.readdirSync(folder); } catch { return []; } };
      console.log('environment', Object.keys(process.env).sort().join());
      console.log('others', list('/proc').filter((name) => /^[0-9]+$/.test(name)).map((id) => look('/proc/' + id + '/environ') + look('/proc/' + id + '/cmdline')).join().includes('ghs_'));
      console.log('files', look(${JSON.stringify(home)}), list('/root').length, list('/home').length, look('/etc/passwd') + look('/etc/shadow') + look('/etc/hostname'), list('/tmp').length);
      console.log('mounts', /pgplatform/.test(look('/proc/self/mountinfo')));
      const socket = net.connect(${port}, '127.0.0.1');
      socket.on('connect', () => console.log('connected'));
      socket.on('error', (error) => console.log('network', error.code));`);
    delete process.env.GITHUB_TOKEN;
    server.close();
    expect(printed.split('\n')).toEqual([
      'environment HOME,PATH,PROJEN_DISABLE_POST,PWD,TMPDIR',
      'others false',
      'files  0 0  0',
      'mounts false',
      expect.stringMatching(/^network E/),
      '',
    ]);
  });

  test('a pipe that is open where it is started is not open in it, in none of its processes', async () => {
    const folder = temporaryDirectory();
    const marker = path.join(folder, 'marker');
    const input = {
      program: [process.execPath, '-e', LOOK],
      files: [['.projen/files.json', '{"files":[]}']],
    };
    const program = `const { runInSandbox } = require(${JSON.stringify(path.resolve(__dirname, '../../src/sandbox/sandbox-run.ts'))});
      runInSandbox(${JSON.stringify(input)}, ${JSON.stringify(LIMITS)}).then(({ printed }) => console.log(printed));`;
    fs.writeFileSync(path.join(folder, 'start.cjs'), program);
    const file = fs.openSync(marker, 'w+');
    const stdio = Array.from({ length: 61 }, (_, i) =>
      i === 0 ? 'ignore' : i < 3 ? 'pipe' : i === 3 ? 'pipe' : i > 40 ? file : 'ignore',
    );
    const child = spawn(
      process.execPath,
      ['-r', path.resolve(__dirname, '../emulator/from-source.cjs'), path.join(folder, 'start.cjs')],
      { stdio: stdio as 'pipe'[] },
    );
    let [said, leaked] = ['', ''];
    child.stdout?.on('data', (chunk) => {
      said += chunk;
    });
    (child.stdio[3] as net.Socket).on('data', (chunk) => {
      leaked += chunk;
    });
    await new Promise((resolve) => child.on('close', resolve));
    fs.closeSync(file);
    expect(said).toContain('looked');
    expect({ leaked, written: fs.readFileSync(marker, 'utf8') }).toEqual({ leaked: '', written: '' });
    expect(said).not.toMatch(/marker|leads/);
  });

  test('what loops for ever is stopped', async () => {
    expect(await run('for (;;) {}', { seconds: 1 })).toMatchObject({ code: undefined, stopped: 'it ran longer than 1 s' });
  });

  test('what prints a gigabyte is stopped, and little of it is kept', async () => {
    const { stopped, printed } = await run("for (let i = 0; i < 1024; i++) fs.writeSync(1, 'x'.repeat(1 << 20));");
    expect(stopped).toBe(`it printed more than ${LIMITS.output} bytes`);
    expect(printed.length).toBeLessThanOrEqual(2000);
  });

  test('what takes all memory is stopped, alone or with many', async () => {
    const hoard = 'const all = []; for (;;) all.push(Buffer.alloc(16 << 20, 1));';
    expect((await run(hoard, { memory: 2 ** 29 })).code).not.toBe(0);
    const many = `import { spawn } from 'node:child_process';
      for (let i = 0; i < 6; i++) spawn(process.execPath, ['-e', 'const all = []; for (let i = 0; i < 20; i++) all.push(Buffer.alloc(16 << 20, 1)); setInterval(() => all.length, 1000)']);
      setInterval(() => {}, 1000);`;
    expect((await run(many, { memory: 2 ** 30 })).stopped).toBe(`it used more than ${2 ** 30} bytes of memory`);
  });

  test('what makes processes without end gets no more of them', async () => {
    const { printed } = await run(`
      import { spawn } from 'node:child_process';
      let [made, refused] = [0, ''];
      for (let i = 0; i < 3000 && !refused; i++) {
        await new Promise((next) => spawn('sleep', ['600']).on('spawn', () => next(made++)).on('error', (error) => next((refused = error.code))));
      }
      console.log(made < ${LIMITS.processes}, refused);
      process.exit();`);
    expect(printed).toBe('true EAGAIN\n');
  });

  test('what fills its folder, or one file, finds it full', async () => {
    const fill = (file: string) => `
      try { for (let i = 0; ; i++) fs.appendFileSync(${file}, Buffer.alloc(1 << 20)); } catch (error) { console.log(error.code); }`;
    expect((await run(fill("'file-' + i"), { disk: 20 << 20 })).printed).toBe('ENOSPC\n');
    expect((await run(fill("'/tmp/file-' + i"), { disk: 20 << 20 })).printed).toBe('ENOSPC\n');
    expect((await run(fill("'file'"), { disk: 20 << 20 })).printed).toMatch(/^(?:ENOSPC|EFBIG)\n$/);
  });

  test('what generates without end is stopped', async () => {
    const code =
      "fs.writeFileSync('.projen/files.json', JSON.stringify({ files: Array.from({ length: 40 }, (_, i) => './'.repeat(i) + 'big') }));";
    const { stopped } = await run(`${code} fs.writeFileSync('big', 'x'.repeat(1 << 20));`);
    expect(stopped).toBe(`it generated more than ${LIMITS.harvest} bytes`);
  });

  test('children that it leaves behind end with it', async () => {
    const marker = `pgplatform-left-${process.pid}`;
    const { code } = await run(`import { spawn } from 'node:child_process';
      spawn('/bin/sh', ['-c', 'trap "" TERM HUP; : > alive; while :; do sleep 0.05; done', '${marker}'], { detached: true, stdio: 'ignore' }).unref();
      while (!fs.existsSync('alive')) await new Promise((next) => setTimeout(next, 10));`);
    expect(code).toBe(0);
    const isRunning = (pid: string) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(marker);
      } catch {
        return false;
      }
    };
    // The kernel ends them when the first of them has ended, a moment after that is known here.
    while (fs.readdirSync('/proc').some((name) => /^\d+$/.test(name) && isRunning(name))) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });

  test.each([
    ['a link', "fs.symlinkSync('/etc/ld.so.cache', 'out.txt')", 'out.txt is a link, or no file'],
    ['a folder', "fs.mkdirSync('out.txt')", 'out.txt is a link, or no file'],
    ['a pipe', "(await import('node:child_process')).spawnSync('mkfifo', ['out.txt'])", 'out.txt is a link, or no file'],
    ['no list', "fs.rmSync('.projen/files.json')", 'ENOENT'],
  ])('%s where a generated file belongs is refused', async (_, code, reason) => {
    const end = await run(`${code};`);
    expect(end).toMatchObject({ code: 1, printed: expect.stringContaining(reason) });
    expect(String(end.harvest)).toBe('');
  });
}

/** Writes into every descriptor above 2 of every process that it sees, and names the files behind them. */
const LOOK = `
const fs = require('node:fs');
for (const id of fs.readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name))) {
  let open = [];
  try { open = fs.readdirSync('/proc/' + id + '/fd').map(Number).filter((fd) => fd > 2); } catch {}
  for (const fd of open) {
    const at = '/proc/' + id + '/fd/' + fd;
    try { const leads = fs.readlinkSync(at); if (/marker/.test(leads)) console.log('leads to', leads); } catch {}
    if (Number(id) === process.pid) continue;
    try { fs.writeFileSync(at, 'leak', { flag: 'r+' }); } catch {}
  }
}
for (let fd = 3; fd < 100; fd++) {
  try { fs.readlinkSync('/proc/self/fd/' + fd).match(/^(?:anon_inode|.dev.null|.proc)/) || fs.writeSync(fd, 'leak'); } catch {}
}
console.log('looked');
`;
