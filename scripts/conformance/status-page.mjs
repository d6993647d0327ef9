// The page of `pgplatform fleet status --html` in a real browser, from a file, with 200 repositories.
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { atEnd } from '../command.mjs';
import { fleetOf } from './status-fixture.mjs';
import { temporaryFolder } from './temporary-folder.mjs';

const require = createRequire(import.meta.url);

const SIZE = 200;
const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(1)</script>`;
const CHECKS = {
  'loads nothing and says nothing': loadsNothing,
  'sorts by click and by keyboard': sorts,
  'finds and filters': filters,
  'is light and dark, and every text has a contrast of 4.5': contrasts,
  'is no wider than a phone, a tablet or a screen': fits,
  'names everything that can be used': names,
  'shows every repository without its script': worksWithoutScript,
  'prints every repository, whatever is filtered': prints,
  'takes hostile names as text': isSafe,
};

export function statusPageChecks({ file, missing }) {
  const titles = Object.entries(CHECKS).map(([title, run]) => [`the page of a fleet ${title}`, run]);
  if (missing) {
    return titles.map(([title]) => ({ title, skip: missing }));
  }
  const browser = launch(file);
  return titles.map(([title, run]) => ({ title, run: async () => run(await browser) }));
}

/** A browser, started once. */
function launch(executablePath) {
  const { chromium } = require('playwright-core');
  const browser = chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  browser.catch(() => {}); // said by the first check
  atEnd(async () => (await browser.catch(() => undefined))?.close());
  return browser;
}

/** Opens the page of a fleet; `said` is what it asks for and complains about. */
async function open(browser, { status = fleetOf(SIZE), ...options } = {}) {
  const { statusPage } = require('../../packages/fleet');
  const file = join(temporaryFolder(), 'fleet.html');
  writeFileSync(file, statusPage(status));
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const said = [];
  const address = pathToFileURL(file).href;
  page.on('request', (request) => request.url() !== address && said.push(`asks for ${request.url().slice(0, 80)}`));
  page.on('console', (message) => said.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => said.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    said.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  await page.goto(address);
  return { page, said, close: () => context.close() };
}

async function loadsNothing(browser) {
  const { page, said, close } = await open(browser);
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
  equal(
    said.filter((line) => line !== 'asks for data:,'),
    [],
  );
  const milliseconds = await page.evaluate(() =>
    Math.round(performance.timing.loadEventEnd - performance.timing.navigationStart),
  );
  await close();
  return `${SIZE} repositories in ${milliseconds} ms`;
}

async function sorts(browser) {
  const { page, said, close } = await open(browser);
  const column = (i) => page.$$eval('tbody tr', (rows, i) => rows.map((row) => row.cells[i].dataset.key), i);
  const state = () => page.$$eval('thead th', (heads) => heads.map((head) => head.getAttribute('aria-sort')));
  const order = new Intl.Collator('en', { numeric: true }).compare;
  const numbers = (a, b) => a - b;
  for (const [i, compare] of [order, numbers, order, order, order, numbers, numbers, numbers, numbers].entries()) {
    const button = page.locator('thead button').nth(i);
    const before = await column(i);
    await button.click();
    equal(await column(i), [...before].sort(compare), `column ${i} ascending`);
    equal((await state())[i], 'ascending');
    await button.focus();
    await page.keyboard.press(i % 2 ? 'Enter' : 'Space');
    equal(
      await column(i),
      [...before].sort((a, b) => compare(b, a)),
      `column ${i} descending`,
    );
    equal((await state()).filter(Boolean), ['descending']);
  }
  equal(
    said.filter((line) => line !== 'asks for data:,'),
    [],
  );
  await close();
}

async function filters(browser) {
  const { page, close } = await open(browser);
  const shown = () => page.locator('tbody tr:visible').count();
  const { repositories } = fleetOf(SIZE);
  await page.getByLabel('Find').fill('PAYMENTS 2026.06');
  const found = repositories.filter(({ team, release }) => team === 'payments' && release === '2026.06').length;
  equal([await shown(), await page.locator('#count').textContent()], [found, `${found} of ${SIZE} repositories`]);
  await page.keyboard.press('Escape');
  equal(await shown(), SIZE);
  await page.getByRole('button', { name: 'with secrets to seal' }).click();
  equal(await shown(), repositories.filter(({ seals }) => seals?.missing.length).length);
  await page.getByRole('button', { name: /^destroys data/ }).focus();
  await page.keyboard.press('Enter');
  equal(await shown(), repositories.filter(({ pulls }) => pulls[0]?.verdict === 'destroys data').length);
  await page.getByLabel('Find').fill('no such repository');
  equal([await shown(), await page.getByText('No repository matches.').isVisible()], [0, true]);
  await page.getByRole('button', { name: 'Show all' }).click();
  equal(await shown(), SIZE);
  await close();
}

async function contrasts(browser) {
  const grounds = [];
  let least = Number.POSITIVE_INFINITY;
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await open(browser, { colorScheme });
    for (const toggled of [false, true]) {
      if (toggled) await page.locator('#theme').click();
      grounds.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
      await page.hover('tbody tr');
      const worst = await page.evaluate(worstContrast);
      if (worst.contrast < 4.5) {
        throw new Error(`${colorScheme}${toggled ? ', toggled' : ''}: ${worst.contrast.toFixed(2)} of "${worst.text}"`);
      }
      least = Math.min(least, worst.contrast);
    }
    await close();
  }
  const [light, dark] = grounds;
  equal(grounds, [light, dark, dark, light]);
  return `the least is ${least.toFixed(2)}`;
}

/** In the page: the text with the least contrast to what it lies on. */
function worstContrast() {
  const parse = (color) => color.match(/[\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = parse(color).map((part) =>
      part / 255 <= 0.03928 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor;
      if ((parse(color)[3] ?? 1) === 1) return color;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let worst = { contrast: Number.POSITIVE_INFINITY, text: '' };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent.trim();
    if (text === '' || element.matches('script, style, .unseen') || !element.checkVisibility()) continue;
    const found = contrast(luminance(getComputedStyle(element).color), luminance(ground(element)));
    if (found < worst.contrast) worst = { contrast: found, text };
  }
  return worst;
}

async function fits(browser) {
  const status = fleetOf(SIZE);
  const long = { ...status.repositories[0], name: `a${'-very-long-name'.repeat(6)}`, team: 'x'.repeat(60) };
  for (const width of [320, 375, 560, 768, 1024, 1141, 1280, 1361, 1920]) {
    const { page, close } = await open(browser, {
      status: { ...status, owner: 'o'.repeat(39), repositories: [long, ...status.repositories] },
      viewport: { width, height: 800 },
    });
    const [content, view] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    if (content > view) {
      throw new Error(`the content is ${content} px wide in a window of ${view} px`);
    }
    await close();
  }
}

async function names(browser) {
  for (const width of [1280, 375]) {
    const { page, close } = await open(browser, { viewport: { width, height: 900 } });
    const session = await page.context().newCDPSession(page);
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const used = nodes.filter(
      ({ ignored, role }) => !ignored && ['button', 'link', 'searchbox', 'combobox'].includes(role?.value),
    );
    equal(
      used.filter(({ name }) => !name?.value.trim()).map(({ role }) => role.value),
      [],
      'without a name',
    );
    equal(
      await page.evaluate(() => [document.documentElement.lang, document.querySelectorAll('h1').length, document.title !== '']),
      ['en', 1, true],
    );
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
    equal(outline, 'solid', 'the focus is seen');
    await close();
  }
}

async function worksWithoutScript(browser) {
  const { page, said, close } = await open(browser, { javaScriptEnabled: false });
  equal(await page.locator('tbody tr:visible').count(), SIZE);
  equal(await page.locator('#find:visible, #theme:visible').count(), 0);
  equal(
    said.filter((line) => line !== 'asks for data:,'),
    [],
  );
  await close();
}

async function prints(browser) {
  const { page, close } = await open(browser, { colorScheme: 'dark' });
  await page.getByLabel('Find').fill('payments');
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  equal(pdf.subarray(0, 5).toString(), '%PDF-');
  await page.emulateMedia({ media: 'print' });
  equal(await page.locator('tbody tr:visible').count(), SIZE);
  equal(await page.evaluate(() => getComputedStyle(document.body).color), 'rgb(27, 36, 48)', 'dark on white');
  equal(await page.locator('#find:visible, #theme:visible').count(), 0);
  await close();
  return `${(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g) ?? []).length} pages`;
}

async function isSafe(browser) {
  const status = fleetOf(3);
  const repositories = status.repositories.map((repository) => ({
    ...repository,
    name: HOSTILE,
    url: 'javascript:alert(1)',
    team: HOSTILE,
    release: HOSTILE,
    findings: [{ severity: 'error', message: HOSTILE }],
  }));
  const { page, said, close } = await open(browser, { status: { ...status, owner: HOSTILE, repositories } });
  await page.getByLabel('Find').fill('<img');
  equal([await page.locator('tbody tr:visible').count(), await page.locator('img').count()], [3, 0]);
  equal(await page.locator('tbody th a').count(), 0);
  equal(
    said.filter((line) => line !== 'asks for data:,'),
    [],
  );
  await close();
}

function equal(found, expected, what = '') {
  const [a, b] = [found, expected].map((value) => JSON.stringify(value));
  if (a !== b) {
    throw new Error(`${what} found    ${a?.slice(0, 400)}\n${what} expected ${b?.slice(0, 400)}`);
  }
}
