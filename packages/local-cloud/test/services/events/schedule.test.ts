import { expect, it } from 'vitest';
import { parseSchedule } from '../../../src/services/events/schedule.ts';

it.each([
  ['rate(5 minutes)', 300_000],
  ['rate(1 hour)', 3_600_000],
  ['rate(7 days)', 604_800_000],
  ['cron(0 12 * * ? *)', undefined],
])('%s', (expression, periodMs) => expect(parseSchedule(expression)).toEqual({ expression, periodMs }));

it.each([
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(0 minutes)',
  'rate(5 seconds)',
  'cron(0 12 * *)',
  'at(2026-01-01)',
])('AWS refuses %s', (expression) => expect(parseSchedule(expression)).toBeUndefined());
