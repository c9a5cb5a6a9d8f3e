import { describe, expect, it } from 'vitest';
import {
  defineScenario,
  type HttpRequest,
  type PlayEvent,
  play,
  type Send,
  type Step,
} from '../../src/index.ts';

/** A transport which answers by path: the path's last segment, as JSON and in headers. */
function createSend(log: HttpRequest[] = []): Send {
  return async (request) => {
    log.push(request);
    await new Promise((resolve) => setImmediate(resolve));
    const value = request.path.split('/').at(-1);
    return {
      status: 200,
      headers: [
        ['etag', `"${value}"`],
        ['set-cookie', `session=${value}; Path=/`],
      ],
      body: new TextEncoder().encode(JSON.stringify({ value, n: 7, list: [{ 'a/b': true }] })),
    };
  };
}

const url = 'http://api.test';
const get = (path: string) => ({ method: 'GET', path });

describe('play', () => {
  it('hands captured values to later steps, as text', async () => {
    const log: HttpRequest[] = [];
    const scenario = defineScenario({
      name: 'captures',
      steps: [
        {
          name: 'first',
          request: { method: 'GET', path: '/one' },
          capture: {
            value: 'body:/value',
            n: 'body:/n',
            deep: 'body:/list/0/a~1b',
            etag: 'header:ETag',
            session: 'cookie:session',
            status: 'status',
          },
        },
        {
          name: 'second',
          request: ({ value, n, deep, etag, session, status }) => ({
            method: 'GET',
            path: `/${[value, n, deep, session, status].join('-')}`,
            headers: { 'if-none-match': etag },
          }),
        },
      ],
    });
    await play([scenario], { url, send: createSend(log) });
    expect(log[1]).toMatchObject({ path: '/one-7-true-one-200', headers: [['if-none-match', '"one"']] });
  });

  it('states the origin of its target, and presents a token as the scenario wants it', async () => {
    const log: HttpRequest[] = [];
    const scenario = defineScenario({
      name: 'form',
      steps: [
        {
          name: 'sign in',
          request: ({ origin = '' }) => ({
            method: 'POST',
            path: '/session',
            headers: { origin },
            as: 'ana',
            present: (token) => ({ form: { token } }),
          }),
        },
      ],
    });
    await play([scenario], { url: `${url}/base`, credentials: () => 'secret', send: createSend(log) });
    expect(log[0]?.headers).toEqual([
      ['origin', url],
      ['content-type', 'application/x-www-form-urlencoded'],
    ]);
    expect(new TextDecoder().decode(log[0]?.body)).toBe('token=secret');
  });

  it('skips what an answer leaves without its value, and goes on', async () => {
    const scenario = defineScenario({
      name: 'gaps',
      steps: [
        {
          name: 'first',
          request: { method: 'GET', path: '/one' },
          capture: { id: 'body:/id', list: 'body:/list' },
        },
        {
          name: 'needs id',
          request: ({ id }) => ({ method: 'GET', path: `/${id}` }),
          capture: { next: 'body:/value' },
        },
        { name: 'needs next', request: ({ next }) => ({ method: 'GET', path: `/${next}` }) },
        { name: 'needs nothing', request: { method: 'GET', path: '/two' } },
      ],
    });
    const { scenarios } = await play([scenario], { url, send: createSend() });
    expect(scenarios[0]?.steps.map((step) => [step.outcome, 'reason' in step && step.reason])).toEqual([
      ['answered', false],
      ['not-reached', 'the answer 200 of step first has no body:/id'],
      ['not-reached', 'step needs id was not played (the answer 200 of step first has no body:/id)'],
      ['answered', false],
    ]);
  });

  it('skips what its target has no credential for, with all that depends on it', async () => {
    const log: HttpRequest[] = [];
    const scenario = defineScenario({
      name: 'credentials',
      steps: [
        {
          name: 'expired',
          request: { method: 'GET', path: '/one', as: 'expired' },
          capture: { id: 'body:/value' },
        },
        { name: 'dependent', request: ({ id }) => ({ method: 'GET', path: `/${id}`, as: 'ana' }) },
        { name: 'ana', request: { method: 'GET', path: '/two', as: 'ana' } },
      ],
    });
    const credentials = async (name: string) => (name === 'ana' ? 'token' : undefined);
    const { scenarios } = await play([scenario], { url, send: createSend(log), credentials });
    expect(scenarios[0]?.steps.map(({ outcome }) => outcome)).toEqual([
      'no-credential',
      'no-credential',
      'answered',
    ]);
    expect(log.map(({ headers }) => headers)).toEqual([[['authorization', 'Bearer token']]]);
  });

  it.each<[what: string, step: Partial<Step>, code: string, message: string]>([
    [
      'asks for a value nobody captures',
      { request: ({ id }) => ({ method: 'GET', path: `/${id}` }) },
      'scenario.unknown-value',
      'bad > step uses the value `id`',
    ],
    [
      'throws',
      { request: () => JSON.parse('{') },
      'scenario.threw',
      'bad > step: its request function threw SyntaxError',
    ],
    [
      'makes a malformed request',
      { request: () => get('x') },
      'scenario.request',
      'bad > step: the path `x`',
    ],
    [
      'promises a request',
      { request: (async () => get('/')) as never },
      'scenario.request',
      'bad > step: its request function returns no request',
    ],
    [
      'sends what JSON does not have',
      { request: () => ({ ...get('/'), json: 1n }) },
      'scenario.threw',
      'bad > step: its body threw TypeError: Do not know how to serialize a BigInt',
    ],
    [
      'splits a header',
      { request: () => ({ ...get('/'), headers: { 'x-name': 'a\nb' } }) },
      'scenario.request',
      'bad > step: Invalid character in header content ["x-name"]',
    ],
    [
      'throws when it presents its token',
      { request: { ...get('/'), as: 'ana', present: () => JSON.parse('{') } },
      'scenario.threw',
      'bad > step: its `present` threw SyntaxError',
    ],
    [
      'throws when it looks whether it has settled',
      { request: get('/'), settles: { withinMs: 10, until: ({ json }) => json.a.b.c } },
      'scenario.threw',
      'bad > step: its `until` threw TypeError',
    ],
  ])('refuses a step that %s', async (_, step, code, message) => {
    const scenario = defineScenario({
      name: 'bad',
      steps: [{ name: 'step', request: get('/'), ...step }],
    });
    await expect(
      play([scenario], { url, send: createSend(), credentials: () => 'token' }),
    ).rejects.toMatchObject({ code, exitCode: 2, message: expect.stringContaining(message) });
  });

  it('says which credential could not be had', async () => {
    const scenario = defineScenario({
      name: 'signed in',
      steps: [{ name: 'read', request: { ...get('/'), as: 'ana' } }],
    });
    const credentials = () => Promise.reject(new Error('the issuer is down'));
    await expect(play([scenario], { url, send: createSend(), credentials })).rejects.toMatchObject({
      code: 'target.credential',
      exitCode: 3,
      message: expect.stringContaining(
        'signed in > read: no credential `ana` could be had: Error: the issuer',
      ),
    });
  });

  it('plays scenarios at the same time, their steps in order, and reports them in the order of the suite', async () => {
    const scenarios = ['a', 'b', 'c'].map((name) =>
      defineScenario({
        name,
        steps: [1, 2, 3].map((n) => ({ name: `${n}`, request: { method: 'GET', path: `/${name}${n}` } })),
      }),
    );
    const log: HttpRequest[] = [];
    const events: PlayEvent[] = [];
    const played = await play(
      scenarios,
      { url, send: createSend(log) },
      { concurrency: 2, onProgress: (event) => events.push(event) },
    );
    expect(played.scenarios.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(log.slice(0, 2).map(({ path }) => path)).toEqual(['/a1', '/b1']);
    for (const name of ['a', 'b', 'c'])
      expect(log.map(({ path }) => path).filter((path) => path.startsWith(`/${name}`))).toEqual([
        `/${name}1`,
        `/${name}2`,
        `/${name}3`,
      ]);
    expect(events[0]).toEqual({ type: 'play.started', target: url, scenarios: 3, steps: 9 });
    expect(events.filter(({ type }) => type === 'play.step')).toHaveLength(9);
    expect(events.at(-1)).toEqual({ type: 'play.finished', target: url });
  });

  it('ends before the next request when it is aborted', async () => {
    const log: HttpRequest[] = [];
    const stopping = new AbortController();
    const send: Send = (request) => {
      stopping.abort(new Error('enough'));
      return createSend(log)(request);
    };
    const steps = [1, 2].map((n) => ({ name: `${n}`, request: { method: 'GET', path: `/${n}` } }));
    await expect(
      play([defineScenario({ name: 'long', steps })], { url, send }, { signal: stopping.signal }),
    ).rejects.toThrow('enough');
    expect(log).toHaveLength(1);
  });
});
