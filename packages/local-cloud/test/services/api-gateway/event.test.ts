import { describe, expect, it } from 'vitest';
import { type Destination, type GatewayRequest, toEvent } from '../../../src/services/api-gateway/event.ts';

const request: GatewayRequest = {
  requestId: 'JCJM3j95PHcEJHg=',
  method: 'GET',
  path: { rawPath: '/a b', rawQueryString: '' },
  rawHeaders: ['Host', 'api.example.com', 'Connection', 'keep-alive'],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  receivedAt: new Date('2026-07-10T19:19:05.123Z'),
};
const destination: Destination = {
  apiId: 'abc',
  account: '123456789012',
  stage: '$default',
  stageVariables: undefined,
  routeKey: '$default',
  pathParameters: {},
  authorizer: undefined,
  traceId: 'Root=1-0-0',
};
// biome-ignore lint/suspicious/noExplicitAny: an event is looked into, not used.
const event = (changes: Partial<GatewayRequest> = {}, more: Partial<Destination> = {}): any =>
  toEvent({ ...request, ...changes }, { ...destination, ...more });

it('leaves out what is empty', () => {
  expect(event()).toEqual({
    version: '2.0',
    routeKey: '$default',
    rawPath: '/a b',
    rawQueryString: '',
    headers: {
      host: 'api.example.com',
      'content-length': '0',
      'x-amzn-trace-id': 'Root=1-0-0',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method: 'GET', path: '/a b', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: '' },
      requestId: 'JCJM3j95PHcEJHg=',
      routeKey: '$default',
      stage: '$default',
      time: '10/Jul/2026:19:19:05 +0000',
      timeEpoch: 1783711145123,
    },
    isBase64Encoded: false,
  });
});

it('carries parameters, stage variables and authorizer', () => {
  const authorizer = { jwt: { claims: { sub: 'alice' }, scopes: null } };
  const full = event(
    { path: { rawPath: '/a', rawQueryString: 'b=1' } },
    { pathParameters: { id: '7' }, stageVariables: { colour: 'blue' }, authorizer },
  );
  expect(full).toMatchObject({
    queryStringParameters: { b: '1' },
    pathParameters: { id: '7' },
    stageVariables: { colour: 'blue' },
    requestContext: { authorizer },
  });
});

describe('headers', () => {
  it.each([
    [['X-One', 'a', 'x-one', 'b, c'], { 'x-one': 'a,b, c' }],
    [['X-Forwarded-For', '10.0.0.1'], { 'x-forwarded-for': '10.0.0.1, 127.0.0.1' }],
  ])('%j', (rawHeaders, expected) => expect(event({ rawHeaders }).headers).toMatchObject(expected));

  it('cookies are apart', () => {
    const { headers, cookies } = event({ rawHeaders: ['Cookie', 'a=1; b=2', 'cookie', 'c=3,4'] });
    expect(headers.cookie).toBeUndefined();
    expect(cookies).toEqual(['a=1', 'b=2', 'c=3,4']);
  });
});

describe('body', () => {
  it.each([
    ['application/json', false],
    ['Application/JSON; charset=utf-8', false],
    ['text/csv', false],
    ['application/xml', false],
    ['application/javascript', false],
    ['application/problem+json', true],
    ['application/x-www-form-urlencoded', true],
    ['multipart/form-data; boundary=x', true],
    ['image/png', true],
    [undefined, true],
  ])('%s: base64 is %s', (type, isBase64Encoded) => {
    const body = Buffer.from('zażółć');
    const sent = event({ body, rawHeaders: type ? ['content-type', type] : [] });
    expect(sent.isBase64Encoded).toBe(isBase64Encoded);
    expect(Buffer.from(sent.body, isBase64Encoded ? 'base64' : 'utf8')).toEqual(body);
  });
});
