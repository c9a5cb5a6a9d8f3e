import { request as httpRequest, type IncomingHttpHeaders, type RequestOptions } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CloudEvent } from '../../../src/events.ts';
import { listenOnLoopback } from '../../../src/http/loopback-server.ts';
import type { ApiConfig } from '../../../src/services/api-gateway/api-config.ts';
import { createFrontDoor } from '../../../src/services/api-gateway/front-door.ts';
import { parseRouteKey, type RouteKey } from '../../../src/services/api-gateway/route-key.ts';
import { InvocationRefused } from '../../../src/services/lambda/invocation.ts';

const stack = { id: 'Test', name: 'Test', account: '123456789012', region: 'us-east-1' };
const property = () => undefined;
const api: ApiConfig = {
  resource: { stack, logicalId: 'Api', constructPath: 'Test/Api', type: 'AWS::ApiGatewayV2::Api', property },
  id: 'abc',
  stages: new Map([
    ['$default', { variables: undefined }],
    ['dev', { variables: { colour: 'blue' } }],
  ]),
  routes: ['GET /items/{id}', 'HEAD /items/{id}', 'ANY /any', '$default'].map((text) => ({
    key: parseRouteKey(text) as RouteKey,
    functionArn: 'arn:function',
    timeoutMs: 100,
    authorizer: undefined,
    scopes: [],
  })),
};

interface Behaviour {
  invoke?(event: object): unknown;
  readonly sourceArns?: readonly string[];
}

/** A front door before a function that runs in this process. */
async function open({ invoke = (event) => event, sourceArns }: Behaviour) {
  const events: CloudEvent[] = [];
  const serve = createFrontDoor(api, {
    invoke: async (_, { payload }) => ({
      payload: Buffer.from(JSON.stringify(await invoke(JSON.parse(String(payload))))),
    }),
    mayInvoke: (_, sourceArn) => sourceArns?.includes(sourceArn) ?? true,
    findKey: async () => undefined,
    emit: (event) => events.push(event),
  });
  let onClosed = () => {};
  const closed = new Promise<void>((resolve) => {
    onClosed = resolve;
  });
  const { port, close } = await listenOnLoopback(
    (request, response) => {
      response.once('close', onClosed);
      serve(request, response);
    },
    { place: 'test', maxHeaderSize: 64 * 1024 },
  );
  onTestFinished(close);
  const send = (path: string, options: RequestOptions = {}, body?: string) =>
    new Promise<Answer>((resolve, reject) => {
      const request = httpRequest({ port, host: '127.0.0.1', path, ...options }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      });
      request.on('error', reject).end(body);
    });
  return { port, send, events, closed };
}

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('stages', () => {
  it.each([
    ['/items/7', '$default', '/items/7', 'GET /items/{id}', undefined],
    ['/dev/items/7', 'dev', '/dev/items/7', 'GET /items/{id}', { colour: 'blue' }],
    ['/dev', 'dev', '/dev', '$default', { colour: 'blue' }],
    ['/devil', '$default', '/devil', '$default', undefined],
  ])('%s goes to %s', async (path, stage, rawPath, routeKey, stageVariables) => {
    const { send } = await open({});
    const event = JSON.parse((await send(path)).body);
    expect([event.requestContext.stage, event.rawPath, event.routeKey, event.stageVariables]).toEqual([
      stage,
      rawPath,
      routeKey,
      stageVariables,
    ]);
  });
});

describe('permission', () => {
  const arn = 'arn:aws:execute-api:us-east-1:123456789012:abc';
  it.each([
    ['/items/7', 'GET', `${arn}/$default/GET/items/{id}`],
    ['/dev/items/7', 'GET', `${arn}/dev/GET/items/{id}`],
    ['/any', 'PUT', `${arn}/$default/PUT/any`],
    ['/else', 'GET', `${arn}/$default/$default`],
  ])('%s is asked for as %s %s', async (path, method, sourceArn) => {
    const { send } = await open({ sourceArns: [sourceArn] });
    expect((await send(path, { method })).status).toBe(200);
    const other = await (await open({ sourceArns: [] })).send(path, { method });
    expect([other.status, other.body]).toEqual([500, '{"message":"Internal Server Error"}']);
  });
});

describe('limits', () => {
  it('a function that takes longer than the integration timeout: 503', async () => {
    const { send } = await open({ invoke: () => new Promise(() => {}) });
    const { status, body } = await send('/any');
    expect([status, body]).toEqual([503, '{"message":"Service Unavailable"}']);
  });

  it.each([
    ['throttled', 503],
    ['too-large', 413],
  ] as const)('an invocation that is %s: %i', async (reason, status) => {
    const { send } = await open({ invoke: () => Promise.reject(new InvocationRefused(reason)) });
    expect((await send('/any')).status).toBe(status);
  });

  it('request line and headers of more than 10 240 bytes: 431', async () => {
    const { send } = await open({});
    const ofSize = (size: number) =>
      send('/any', { headers: { host: 'x', connection: 'close', a: 'x'.repeat(size) } });
    const fixed = 'GET /any HTTP/1.1'.length + 'x'.length + 'close'.length;
    expect((await ofSize(10_240 - fixed)).status).toBe(200);
    expect((await ofSize(10_241 - fixed)).status).toBe(431);
  });
});

describe('on the wire', () => {
  it('cookies are lines of their own, beside a set-cookie header', async () => {
    const { send } = await open({
      invoke: () => ({ statusCode: 200, headers: { 'set-cookie': 'a=1' }, cookies: ['b=2', 'c=3'] }),
    });
    expect((await send('/any')).headers['set-cookie']).toEqual(['a=1', 'b=2', 'c=3']);
  });

  it.each([
    ['the length that the function states', { 'content-length': '42' }, '42'],
    ['the length of its body', {}, '5'],
  ])('HEAD has no body, and %s', async (_, headers, length) => {
    const { send } = await open({ invoke: () => ({ statusCode: 200, headers, body: 'hello' }) });
    const answer = await send('/items/7', { method: 'HEAD' });
    expect([answer.body, answer.headers['content-length']]).toEqual(['', length]);
  });

  it.each([204, 304])('%i has neither body nor length', async (statusCode) => {
    const headers = { 'content-length': '5', etag: '"1"' };
    const { send } = await open({ invoke: () => ({ statusCode, headers, body: 'hello' }) });
    const answer = await send('/any');
    expect([answer.status, answer.body, answer.headers['content-length'], answer.headers.etag]).toEqual([
      statusCode,
      '',
      undefined,
      '"1"',
    ]);
  });

  it('the request id of the answer is that of the event', async () => {
    const { send } = await open({});
    const { headers, body } = await send('/any');
    expect(JSON.parse(body).requestContext.requestId).toBe(headers['apigw-requestid']);
  });

  it('a method that no route can name is unknown, also to $default', async () => {
    const { send, events } = await open({});
    expect((await send('/any', { method: 'PROPFIND' })).status).toBe(404);
    expect(events).toMatchObject([{ type: 'api.request', api: 'Test/Api', method: 'PROPFIND', status: 404 }]);
  });
});

describe('a gateway that breaks', () => {
  it('ends the connection, and tells why', async () => {
    const { send, events } = await open({
      invoke: () => {
        throw new TypeError('a mistake of the cloud');
      },
    });
    await expect(send('/any')).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(events).toEqual([
      {
        type: 'api.failed',
        api: 'Test/Api',
        method: 'GET',
        path: '/any',
        errorMessage: expect.stringContaining('TypeError: a mistake of the cloud\n'),
      },
    ]);
  });

  it('is none when the client has gone', async () => {
    const invoke = vi.fn();
    const { port, events, closed } = await open({ invoke });
    const request = httpRequest({ port, host: '127.0.0.1', path: '/any', method: 'POST' });
    request.on('error', () => {}).write('half a body');
    await expect.poll(() => request.socket?.bytesWritten).toBeGreaterThan(0);
    request.destroy();
    await closed;
    expect([invoke.mock.calls, events]).toEqual([[], []]);
  });
});
