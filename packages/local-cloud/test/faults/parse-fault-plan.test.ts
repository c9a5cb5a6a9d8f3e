import { expect, it } from 'vitest';
import { CloudError, parseFaultPlan } from '../../src/index.ts';

const list = (text: string): string[] => {
  try {
    parseFaultPlan(text, 'chaos.json');
    return [];
  } catch (error) {
    if (!(error instanceof CloudError)) throw error;
    expect(error.problems.every(({ code, place }) => code === 'faults.plan' && place === 'chaos.json')).toBe(
      true,
    );
    return error.problems.map(({ message }) => message);
  }
};
const fault = (members: object) => JSON.stringify({ seed: 1, faults: [members] });

it('reads a plan', () => {
  const plan = {
    seed: 7,
    faults: [
      { kind: 'kill-environment', function: '*create*', when: 'during', afterCalls: 2, probability: 0.1 },
      { kind: 'throttle-table', table: '*', operations: ['PutItem'], skip: 1, limit: 2 },
      { kind: 'slow-table', delayMs: 20 },
      { kind: 'crash-database', skip: 500, limit: 1 },
      { kind: 'refuse-api', api: 'Split-Loyalty/*', status: 503 },
      { kind: 'delay-api', delayMs: 1 },
      { kind: 'duplicate-delivery', channel: 'queue' },
      { kind: 'delay-delivery', delayMs: 10, name: '*' },
      { kind: 'reorder-delivery', withinMs: 200 },
    ],
  };
  expect(parseFaultPlan(JSON.stringify(plan), 'chaos.json')).toEqual(plan);
});

it.each([
  ['no JSON', '{', ['The file is no JSON object.']],
  ['a list', '[]', ['The file is no JSON object.']],
  ['nothing', '{}', ['seed is undefined.', 'faults is no list.']],
  ['a seed that is none', '{"seed":1.5,"faults":[]}', ['seed is 1.5.']],
  ['another member', '{"seed":1,"faults":[],"when":1}', ['when is unknown.']],
  ['a fault that is none', '{"seed":1,"faults":[1]}', ['faults[0].kind is undefined.']],
  ['an unknown kind', fault({ kind: 'burn' }), ['faults[0].kind is "burn".']],
  ['a kind of every object', fault({ kind: 'toString' }), ['faults[0].kind is "toString".']],
  ['a missing member', fault({ kind: 'kill-environment' }), ['faults[0].when is missing.']],
  ['a misspelt one', fault({ kind: 'refuse-api', url: 'x' }), ['faults[0].url is unknown to refuse-api.']],
  ['a wrong time', fault({ kind: 'slow-table', delayMs: -1 }), ['faults[0].delayMs is -1.']],
  ['a wrong chance', fault({ kind: 'refuse-api', probability: 2 }), ['faults[0].probability is 2.']],
  ['a wrong status', fault({ kind: 'refuse-api', status: 404 }), ['faults[0].status is 404.']],
  [
    'a wrong channel',
    fault({ kind: 'duplicate-delivery', channel: 'topic' }),
    ['faults[0].channel is "topic".'],
  ],
])('refuses %s', (_, text, problems) => expect(list(text)).toEqual(problems));
