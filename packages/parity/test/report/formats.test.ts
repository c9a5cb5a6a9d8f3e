import { describe, expect, it } from 'vitest';
import { formatJunit, formatTerminal } from '../../src/index.ts';
import { airlineReport } from '../support/airline-report.ts';

describe('a report', () => {
  it.each([
    ['findings.json', JSON.stringify(airlineReport, null, 2)],
    ['findings.txt', formatTerminal(airlineReport)],
    ['findings.xml', formatJunit(airlineReport)],
  ])('is rendered as %s', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`fixtures/${name}`);
  });
});
