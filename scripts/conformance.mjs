// `npm run conformance`: other readers' verdict on what we write and on what we call valid. Their tools are pinned and built with Go, or
// installed with pip; what needs one that cannot be had here is skipped. The last line is the total.
import { join } from 'node:path';
import { execute, main, ROOT, step } from './command.mjs';
import { chromium } from './conformance/chromium.mjs';
import { GoTool } from './conformance/go-tool.mjs';
import { kubesealChecks } from './conformance/kubeseal.mjs';
import { kustomizeChecks } from './conformance/kustomize.mjs';
import { PythonTool } from './conformance/python-tool.mjs';
import { schemaChecks } from './conformance/schema.mjs';
import { statusPageChecks } from './conformance/status-page.mjs';
import { workflowChecks } from './conformance/workflows.mjs';
import { install } from './install.mjs';

const LIMIT_MINUTES = 30;

const total = { passed: 0, failed: 0, skipped: 0 };

main(async () => {
  setTimeout(() => {
    console.error(`conformance takes more than ${LIMIT_MINUTES} minutes`);
    process.kill(process.pid, 'SIGTERM');
  }, LIMIT_MINUTES * 60_000).unref();
  try {
    await install();
    await step('compile', compile);
    await run(kustomizeChecks(await tool(GoTool.KUSTOMIZE)));
    await run(schemaChecks(await tool(GoTool.KUBECONFORM)));
    await run(kubesealChecks(await tool(GoTool.KUBESEAL)));
    await run(workflowChecks(await tool(GoTool.ACTIONLINT), await zizmor()));
    await run(statusPageChecks(await chromium()));
  } catch (error) {
    console.log(error.stack);
    total.failed++;
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return total.failed ? 1 : 0;
});

function compile() {
  const packages = ['preflight', 'fleet', 'test-kit'].map((name) => `--filter=@pgplatform/${name}`);
  return execute(join(ROOT, 'node_modules/.bin/turbo'), ['run', 'compile', '--output-logs=errors-only', ...packages]);
}

/** A tool that is there, or becomes so; nothing when Go is not on the machine. That Go does not build it is a failure. */
async function tool(wanted) {
  if (wanted.isThere()) {
    return wanted;
  }
  if (!(await GoTool.hasGo())) {
    console.log(`${wanted.name} ${wanted.version} is missing: Go is not on this machine`);
    return undefined;
  }
  try {
    await step(`${wanted.name} ${wanted.version}, built with Go`, () => wanted.build());
    return wanted;
  } catch (error) {
    console.log(error.message);
    total.failed++;
    return undefined;
  }
}

/** `{ file }`, or `{ missing }`: why there is none. That pip does not install it is a failure. */
async function zizmor() {
  const { file } = PythonTool.ZIZMOR;
  try {
    return { file, missing: await PythonTool.ZIZMOR.missing() };
  } catch (error) {
    console.log(error.message);
    total.failed++;
    return { missing: 'zizmor is missing: pip cannot install it' };
  }
}

async function run(checks) {
  for (const one of checks) {
    await check(one);
  }
}

/** Runs a check and prints its line: what it found, or what is wrong. */
async function check({ title, skip, run }) {
  if (skip) {
    console.log(`skip ${title}: ${skip}`);
    total.skipped++;
    return;
  }
  const started = Date.now();
  const line = (word, text) => console.log(`${word.padEnd(5)}${text}  ${((Date.now() - started) / 1000).toFixed(1)} s`);
  try {
    const found = await run();
    line('ok', found ? `${title}: ${found}` : title);
    total.passed++;
  } catch (error) {
    line('FAIL', `${title}\n${error.message}\n`);
    total.failed++;
  }
}
