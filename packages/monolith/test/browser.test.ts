import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { specialFlights } from '@unlith/shared-model/seed';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestApp } from './use-test-app.ts';

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

/** The browser lets cookies expire by its own clock, not by the test's. */
const tomorrow = Math.floor(Date.now() / 1000) + 86_400;

describe.skipIf(reason)(`in a browser${reason}`, () => {
  const test = useTestApp();
  let profile: string;
  let browser: BrowserContext;
  let page: Page;
  const blocked: string[] = [];

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'chromium-'));
    browser = await chromium.launchPersistentContext(profile, { executablePath, args, timeout });
    browser.setDefaultTimeout(timeout);
    page = await browser.newPage();
    page.on('console', (message) => blocked.push(message.text()));
  });

  afterAll(async () => {
    await browser.close();
    await rm(profile, { recursive: true, force: true });
  });

  it('a customer finds a flight, signs in, books, cancels and signs out', async () => {
    await page.goto(test.app.origin);
    await page.getByLabel('From').fill('edi');
    await page.getByLabel('To').fill('koi');
    await page.getByRole('button', { name: 'Search flights' }).click();
    await expectHeading('All departures');
    await page.locator(`a[href$="${specialFlights.ordinary}"]`).click();

    await expectHeading('Sign in');
    await page.getByLabel('Token').fill(await test.issuer.sign('grace', { exp: tomorrow }));
    await page.getByRole('button', { name: 'Sign in' }).click();

    await expectHeading('Book this flight');
    await page.getByLabel('First name').fill('Grace <b>');
    await page.getByLabel('Last name').fill('Hopper');
    await page.getByRole('button', { name: /^Book for/ }).click();

    await page.waitForURL(`${test.app.origin}/bookings`);
    const booking = page.getByRole('listitem').filter({ hasText: 'Grace <b> Hopper' });
    await booking.filter({ hasText: 'confirmed' }).waitFor();
    expect(await page.evaluate('document.cookie')).toBe('');

    await booking.getByRole('button', { name: /^Cancel/ }).click();
    await booking.filter({ hasText: 'cancelled' }).waitFor();
    expect(await page.getByRole('button', { name: /^Cancel/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'My bookings' }).click();
    await expectHeading('Sign in');
  });

  it.each([360, 1280])('nothing overflows at %d px', async (width) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['/', '/bookings']) {
      await page.goto(test.app.origin + path);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    }
  });

  it('the content security policy blocks nothing of ours', () => {
    expect(blocked.filter((text) => text.includes('Content Security Policy'))).toEqual([]);
  });

  const expectHeading = (name: string) => page.getByRole('heading', { name, exact: true }).waitFor();
});
