import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatHtml } from '../../src/index.ts';
import { airlineReport } from '../support/airline-report.ts';

const executablePath = '/usr/bin/chromium';
const reason = existsSync(executablePath)
  ? ''
  : ` (skipped: no ${executablePath}, try apt-get install chromium)`;

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A busy machine may be slow. */
const timeout = 120_000;

/** Where the screenshots go; git ignores it. */
const screenshots = join('reports', 'parity-page');

describe.skipIf(reason)(`the page in a browser${reason}`, () => {
  let directory: string;
  let browser: BrowserContext;
  let page: Page;
  let url: string;
  const requests: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'parity-page-'));
    await mkdir(screenshots, { recursive: true });
    const file = join(directory, 'findings.html');
    await writeFile(file, formatHtml(airlineReport));
    url = pathToFileURL(file).href;
    const profile = join(directory, 'profile');
    browser = await chromium.launchPersistentContext(profile, { executablePath, args, timeout });
    browser.setDefaultTimeout(timeout);
    page = await browser.newPage();
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', ({ message }) => complaints.push(message));
  });

  afterAll(async () => {
    await browser.close();
    await rm(directory, { recursive: true, force: true });
  });

  const open = async (fragment = '') => {
    await page.goto('about:blank');
    await page.goto(url + fragment);
  };
  const openAll = () =>
    page.evaluate('document.querySelectorAll("details").forEach((each) => each.open = true)');
  const causes = () => page.locator('.cause');
  const focused = () =>
    page.evaluate('document.activeElement.closest(".cause")?.id ?? document.activeElement.id');

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.each([1280, 320])('at %d px has no fault that axe finds, and nothing overflows', async (width) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await open();
      await page.screenshot({ path: join(screenshots, `${colorScheme}-${width}.png`), fullPage: true });
      await openAll();
      await page.screenshot({ path: join(screenshots, `${colorScheme}-${width}-open.png`), fullPage: true });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate<axe.AxeResults>('axe.run()');
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    });
  });

  it('is led by keys: j, k, Enter, o', async () => {
    await open();
    const [first, second] = await causes().evaluateAll((all) => all.map(({ id }) => id));
    await page.keyboard.press('j');
    expect(await focused()).toBe(first);
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    expect(await causes().first().getAttribute('open')).not.toBe(null);
    await page.keyboard.press('j');
    expect(await focused()).toBe(second);
    await page.keyboard.press('k');
    expect(await focused()).toBe(first);
    await page.keyboard.press('o');
    expect(await page.locator('.cause[open]').count()).toBe(await causes().count());
  });

  it('filters by every word, and says how much is left', async () => {
    await open();
    await page.keyboard.press('/');
    expect(await focused()).toBe('filter');
    await page.keyboard.type('Bookings totalcents');
    expect(await page.locator('.cause:visible').count()).toBe(2);
    expect(await page.locator('output').textContent()).toBe(`2 of ${await causes().count()} causes`);
    await page.keyboard.press('Escape');
    expect(await page.locator('.cause:visible').count()).toBe(await causes().count());
    expect(await page.locator('output').textContent()).toBe('');
  });

  it('leads from a route to its findings, and from a link to a cause', async () => {
    await open();
    await page.getByRole('link', { name: '1 finding of DELETE /api/bookings/{bookingId}' }).click();
    const linked = page.locator('.cause[open]');
    expect(await linked.getByText('500 Internal Server Error').isVisible()).toBe(true);
    await open(`#${await causes().last().getAttribute('id')}`);
    expect(await causes().last().getAttribute('open')).not.toBe(null);
  });

  it('shows what an attacker stored, and runs none of it', async () => {
    await open();
    await openAll();
    expect(await page.title()).toMatch(/^Parity: \d+ findings/);
    expect(await page.getByText("<script>document.title='owned'</script>").first().isVisible()).toBe(true);
    expect(await page.locator('script, img').count()).toBe(1);
  });

  it('asks the network for nothing, and its policy blocks nothing of its own', () => {
    expect(requests.filter((request) => !/^(?:file|data|about):/.test(request))).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
