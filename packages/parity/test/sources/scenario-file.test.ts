import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Request, Scenario } from '../../src/index.ts';
import { createTemplate, presentAs } from '../../src/scenario/template.ts';
import { formatScenarioFile } from '../../src/sources/scenario-file/format-scenario-file.ts';
import { parseScenarioFile } from '../../src/sources/scenario-file/parse-scenario-file.ts';

const oneStep = (request: object) =>
  JSON.stringify({
    schema: 'unlith/scenarios@1',
    scenarios: [{ name: 'a', steps: [{ name: 'b', request }] }],
  });

describe('a scenario file', () => {
  it('holds templates, which captured values fill in', () => {
    const written = formatScenarioFile([
      {
        name: 'orders.create-and-read',
        steps: [
          {
            name: 'create',
            request: { method: 'POST', path: '/orders', json: { note: '{{id}}' } },
            capture: { id: 'body:/id' },
          },
          {
            name: 'read',
            request: createTemplate({ method: 'GET', path: '/orders/{{id}}', json: { id: '{{id:number}}' } }),
          },
        ],
      },
    ]);
    const [create, read] = parseScenarioFile(written, 'orders.json')[0]?.steps ?? [];
    expect(create?.request).toEqual({ method: 'POST', path: '/orders', json: { note: '{{id}}' } });
    const fill = read?.request as ((captured: object) => Request) | undefined;
    expect(fill?.({ id: '7' })).toEqual({
      method: 'GET',
      path: '/orders/7',
      json: { id: 7 },
    });
  });

  it('says how a token goes along', () => {
    const present = presentAs({ headers: { 'x-api-key': '{{token}}' } });
    const request: Request = { method: 'GET', path: '/', as: 'partner', present };
    const written = formatScenarioFile([{ name: 'a', steps: [{ name: 'b', request }] }]);
    const [scenario] = parseScenarioFile(written, 'a.json');
    const read = scenario?.steps[0]?.request as Request | undefined;
    expect(read?.present?.('t-1')).toEqual({ headers: { 'x-api-key': 't-1' } });
  });

  it.each([
    ['a flaw', '{"schema": [\n  "oops"\n', /^a\.json:3:1 is neither JSON nor YAML/],
    ['another schema', '{"schema":"unlith/scenarios@2","scenarios":[]}', /a\.json: schema: .*@1/],
    [
      'an unknown field',
      oneStep({ method: 'GET', path: '/', boddy: 1 }),
      /scenarios\.0\.steps\.0\.request\.boddy/,
    ],
    [
      'bytes that are not base64',
      oneStep({ method: 'PUT', path: '/', bytes: { base64: '*' } }),
      /request\.bytes\.base64/,
    ],
    [
      'a request that cannot be sent',
      oneStep({ method: 'GET', path: 'x' }),
      /a > b: the path `x` must start with \//,
    ],
  ])('that has %s is refused, with the place', (_, json, message) => {
    expect(() => parseScenarioFile(json, 'a.json')).toThrow(message);
  });

  it.each<[string, Partial<Scenario['steps'][number]>, RegExp]>([
    ['request', { request: () => ({ method: 'GET', path: '/' }) }, /a > b: its `request` is a function/],
    [
      'present',
      { request: { method: 'GET', path: '/', present: () => ({}) } },
      /its `present` is a function/,
    ],
    ['settles', { settles: { withinMs: 1, until: () => true } }, /its `settles` is a function/],
  ])('cannot hold the function `%s`', (_, step, message) => {
    const steps = [{ name: 'b', request: { method: 'GET', path: '/' }, ...step }];
    expect(() => formatScenarioFile([{ name: 'a', steps }])).toThrow(message);
  });
});

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^(\{\{!{0,2}[a-z]{1,3}(:number)?\}\}|[a-z{}!]){0,4}$/),
);
const fields = fc.dictionary(fc.oneof(text, fc.constantFrom('constructor', '__proto__')), text);
const body = fc.oneof(
  fc.record({ json: fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value))) }),
  fc.record({ text }),
  fc.record({ form: fields }),
  fc.record({ bytes: fc.uint8Array() }),
  fc.record({ rawBody: fc.oneof(text, fc.uint8Array()) }),
  fc.constant({}),
);
/** What a header may hold: https://www.rfc-editor.org/rfc/rfc9110#section-5.5 */
const line = text.filter((value) => /^[\t -~\u0080-\u00ff]*$/.test(value));
const request = fc
  .record(
    {
      method: fc.constantFrom('GET', 'POST', 'PURGE'),
      path: fc.webPath().map((path) => `/${path}`),
      headers: fc.dictionary(fc.stringMatching(/^x-[a-z]{1,5}$/), fc.oneof(line, fc.array(line))),
      as: fc.constantFrom('alice', 'bob'),
    },
    { requiredKeys: ['method', 'path'] },
  )
  .chain((stated) => body.map((part): Request => ({ ...stated, ...part })));
const step = fc.record(
  { request, expect: fc.integer({ min: 100, max: 599 }), capture: fc.constant({ id: 'body:/id' as const }) },
  { requiredKeys: ['request'] },
);
const scenario = fc.tuple(fc.string({ minLength: 1 }), fc.array(step, { minLength: 1, maxLength: 3 })).map(
  ([name, steps]): Scenario => ({
    name,
    steps: steps.map((each, index) => ({ name: `step-${index}`, ...each })),
  }),
);

describe('laws of scenario files', () => {
  it('read as they were written, whatever the texts hold', () => {
    fc.assert(
      fc.property(fc.array(scenario), (scenarios) => {
        const written = formatScenarioFile(scenarios);
        expect(parseScenarioFile(written, 'law.json')).toEqual(scenarios);
        expect(formatScenarioFile(parseScenarioFile(written, 'law.json'))).toBe(written);
      }),
    );
  });

  it('keep a template as it is', () => {
    fc.assert(
      fc.property(request, (template) => {
        const steps = [{ name: 'b', request: createTemplate(template) }];
        const written = formatScenarioFile([{ name: 'a', steps }]);
        expect(formatScenarioFile(parseScenarioFile(written, 'law.json'))).toBe(written);
        expect(JSON.parse(written).scenarios[0].steps[0].request.path).toBe(template.path);
      }),
    );
  });
});
