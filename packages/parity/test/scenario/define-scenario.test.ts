import { describe, expect, it } from 'vitest';
import { checkSuite, defineScenario, type Request, type Step } from '../../src/index.ts';
import { toHttpRequest } from '../../src/scenario/to-http-request.ts';

const request: Request = { method: 'GET', path: '/' };
const stated = (...steps: Partial<Step>[]) => ({
  name: 'things.read',
  steps: steps.map((step) => ({ name: 'read', request, ...step })),
});

describe('defineScenario', () => {
  it('returns what it was given', () => {
    const scenario = stated({
      capture: { id: 'body:/items/0/a~1b', etag: 'header:etag', session: 'cookie:session', status: 'status' },
    });
    expect(defineScenario(scenario)).toBe(scenario);
  });

  it.each([
    ['no name', { ...stated({}), name: '' }, 'scenario.no-name', /no name/],
    ['nothing', null, 'scenario.no-name', /no name/],
    ['no steps', stated(), 'scenario.no-steps', /things.read has no steps/],
    ['no list of steps', { name: 'a' }, 'scenario.no-steps', /a has no steps/],
    ['a step of nothing', { name: 'a', steps: [null] }, 'scenario.step', /Step 1 of scenario a is none/],
    ['a step without request', stated({ request: undefined as never }), 'scenario.step', /Step 1/],
    ['two steps of one name', stated({}, {}), 'scenario.duplicate-step', /two steps named read/],
    [
      'an impossible status',
      stated({ expect: 20 }),
      'scenario.expect',
      /things.read > read expects status 20/,
    ],
    ['a capture from nowhere', stated({ capture: { id: 'body:id' } }), 'scenario.capture', /`body:id`/],
    ['a malformed pointer', stated({ capture: { id: 'body:/a~2' } }), 'scenario.capture', /`body:\/a~2`/],
    ['a capture without header', stated({ capture: { id: 'header:' } }), 'scenario.capture', /`header:`/],
    [
      'a method of two words',
      stated({ request: { method: 'GET /', path: '/' } }),
      'scenario.request',
      /no HTTP method/,
    ],
    [
      'a path without slash',
      stated({ request: { method: 'GET', path: 'things' } }),
      'scenario.request',
      /must start with \//,
    ],
    [
      'a space in the path',
      stated({ request: { method: 'GET', path: '/a b' } }),
      'scenario.request',
      /Percent-encode/,
    ],
    [
      'an emoji in the path',
      stated({ request: { method: 'GET', path: '/🛫' } }),
      'scenario.request',
      /Percent-encode/,
    ],
    [
      'two bodies',
      stated({ request: { ...request, json: 1, text: '1' } }),
      'scenario.request',
      /json and text. Keep one/,
    ],
    [
      'two authorizations',
      stated({ request: { ...request, as: 'a', headers: { Authorization: 'b' } } }),
      'scenario.request',
      /Keep one/,
    ],
  ])('refuses %s', (_, scenario, code, message) => {
    expect(() => defineScenario(scenario as never)).toThrow(expect.objectContaining({ code, exitCode: 2 }));
    expect(() => defineScenario(scenario as never)).toThrow(message);
  });

  it('refuses a suite in which two scenarios have one name', () => {
    expect(() => checkSuite([stated({}), stated({})])).toThrow(/Two scenarios are named things.read/);
  });
});

describe('toHttpRequest', () => {
  it.each<[string, Partial<Request>, string, string | undefined]>([
    ['JSON', { json: { a: 'é' } }, '{"a":"é"}', 'application/json'],
    ['JSON null', { json: null }, 'null', 'application/json'],
    ['text', { text: 'é' }, 'é', 'text/plain; charset=utf-8'],
    ['a form', { form: { a: 'b c', d: '&' } }, 'a=b+c&d=%26', 'application/x-www-form-urlencoded'],
    ['bytes', { bytes: new Uint8Array([104, 105]) }, 'hi', 'application/octet-stream'],
    ['a raw body', { rawBody: '{"a":' }, '{"a":', undefined],
    [
      'a stated type',
      { json: [], headers: { 'Content-Type': 'application/problem+json' } },
      '[]',
      'application/problem+json',
    ],
  ])('encodes %s', (_, body, text, contentType) => {
    const message = toHttpRequest({ ...request, ...body }, { place: 'here' });
    expect(Buffer.from(message.body ?? []).toString()).toBe(text);
    expect(message.headers.find(([name]) => name === 'content-type')?.[1]).toBe(contentType);
  });

  it('sends a token, lists on several lines, and nothing for undefined', () => {
    const headers = { 'X-A': ['1', '2'], 'x-b': undefined };
    expect(toHttpRequest({ ...request, headers, as: 'ana' }, { place: 'here', token: 't' })).toEqual({
      method: 'GET',
      path: '/',
      headers: [
        ['x-a', '1'],
        ['x-a', '2'],
        ['authorization', 'Bearer t'],
      ],
    });
  });
});
