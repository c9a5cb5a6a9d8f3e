import { expect, it } from 'vitest';
import { toIdentity } from '../../../src/services/rest-api/identity.ts';
import {
  type ArrivedRequest,
  type Destination,
  toProxyEvent,
} from '../../../src/services/rest-api/proxy-event.ts';
import { parseRequestTarget } from '../../../src/services/rest-api/request-target.ts';

const request: ArrivedRequest = {
  requestId: '0b1c',
  extendedRequestId: 'JCJM3j95PHcEJHg=',
  httpMethod: 'GET',
  target: parseRequestTarget('/live'),
  rawHeaders: ['Host', 'api.example.com', 'Connection', 'keep-alive', 'Content-Length', '0'],
  body: Buffer.alloc(0),
  sourceIp: '127.0.0.1',
  receivedAt: new Date('2026-07-10T19:19:05.123Z'),
};
const destination: Destination = {
  apiId: 'abc',
  account: '123456789012',
  deploymentId: 'def',
  stageVariables: null,
  resourceId: 'ghi',
  resourcePath: '/',
  pathParameters: {},
  identity: toIdentity(undefined),
  binaryMediaTypes: ['image/*'],
  traceId: 'Root=1-0-0',
};
// biome-ignore lint/suspicious/noExplicitAny: an event is looked into, not used.
const event = (changes: Partial<ArrivedRequest> = {}, more: Partial<Destination> = {}): any =>
  toProxyEvent({ ...request, ...changes }, { ...destination, ...more });

it('says null for what is empty', () => {
  expect(event()).toMatchObject({
    resource: '/',
    path: '/',
    httpMethod: 'GET',
    headers: {
      Host: 'api.example.com',
      'X-Amzn-Trace-Id': 'Root=1-0-0',
      'X-Forwarded-For': '127.0.0.1',
      'X-Forwarded-Port': '443',
      'X-Forwarded-Proto': 'https',
    },
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext: {
      accountId: '123456789012',
      apiId: 'abc',
      deploymentId: 'def',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      extendedRequestId: 'JCJM3j95PHcEJHg=',
      httpMethod: 'GET',
      identity: { accessKey: null, caller: null, sourceIp: '127.0.0.1', userAgent: null, userArn: null },
      path: '/live/',
      protocol: 'HTTP/1.1',
      requestId: '0b1c',
      requestTime: '10/Jul/2026:19:19:05 +0000',
      requestTimeEpoch: 1783711145123,
      resourceId: 'ghi',
      resourcePath: '/',
      stage: 'live',
    },
  });
});

it('leaves out what belongs to the connection', () => {
  expect(Object.keys(event().headers)).not.toEqual(expect.arrayContaining(['Connection']));
  expect(Object.keys(event().headers)).not.toEqual(expect.arrayContaining(['Content-Length']));
});

it('has all values of a name in one map and the last in the other', () => {
  const { headers, multiValueHeaders, queryStringParameters, multiValueQueryStringParameters } = event({
    rawHeaders: ['X-A', 'one', 'x-a', 'two', 'x-forwarded-for', '10.0.0.1', 'Cookie', 'a=1; b=2'],
    target: parseRequestTarget('/live/x?a=1%202&a=3&b='),
  });
  expect([headers['X-A'], multiValueHeaders['X-A']]).toEqual(['two', ['one', 'two']]);
  expect([headers['X-Forwarded-For'], headers.Cookie]).toEqual(['10.0.0.1, 127.0.0.1', 'a=1; b=2']);
  expect(queryStringParameters).toEqual({ a: '3', b: '' });
  expect(multiValueQueryStringParameters).toEqual({ a: ['1 2', '3'], b: [''] });
});

it.each([
  ['/live/a%20b', '/a%20b'],
  ['/live/a/', '/a/'],
  ['/live', '/'],
])('the path of %s is %s', (target, path) => {
  const { path: given, requestContext } = event({ target: parseRequestTarget(target) });
  expect([given, requestContext.path]).toEqual([path, `/live${path}`]);
});

it.each([
  ['image/png', true],
  ['IMAGE/PNG; q=1', true],
  ['application/json', false],
  [undefined, false],
])('a body of type %s is base64: %s', (type, isBase64Encoded) => {
  const rawHeaders = type === undefined ? [] : ['Content-Type', type];
  const result = event({ rawHeaders, body: Buffer.from('žlu') });
  expect([result.isBase64Encoded, result.body]).toEqual([
    isBase64Encoded,
    isBase64Encoded ? 'xb5sdQ==' : 'žlu',
  ]);
});
