import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, type CloudEvent, createEvidenceRecorder, startCloud } from '../src/index.ts';
import { buildStore, synthesize } from './app.ts';

let cloud: Cloud;
let url: string;
const assembly = synthesize(buildStore);
const events: CloudEvent[] = [];
const recorder = createEvidenceRecorder();

beforeAll(async () => {
  cloud = await startCloud({ assembly, stacks: ['Store'], onEvent: observe });
  url = cloud.apis[0]?.url ?? '';
  const { endpoint, region, credentials } = cloud.administrator;
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({ endpoint, region, credentials }));
  const TableName = cloud.tables[0]?.name;
  await documents.send(new PutCommand({ TableName, Item: { id: 'one', text: 'zażółć' } }));
});
afterAll(() => cloud?.close());

function observe(event: CloudEvent): void {
  events.push(event);
  recorder.onEvent(event);
}

it('starts the stacks that the named one depends on, and resolves outputs', () => {
  expect(cloud.stacks.map(({ name }) => name)).toEqual(['Data', 'Store']);
  expect(cloud.stacks[1]?.outputs).toMatchObject({ Endpoint: url, Url: `${url}/` });
  expect(cloud.functions.map(({ constructPath }) => constructPath)).toContain('Store/Read/Resource');
});

it('runs a request through API, function, role and table', async () => {
  const response = await fetch(`${url}/items/one`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ id: 'one', text: 'zażółć' });
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining([
      'lambda.environment-started',
      'dynamodb.request',
      'dynamodb.answered',
      'api.request',
    ]),
  );
});

it('denies a function what its role does not allow', async () => {
  const authorization = await cloud.issueToken({ subject: 'alice' });
  const put = await fetch(`${url}/items/two`, {
    method: 'PUT',
    body: '{}',
    headers: json({ authorization }),
  });
  expect([put.status, await put.text()]).toEqual([502, 'AccessDeniedException']);
});

it('records what a role was used for, not what it was denied', async () => {
  const { seen } = recorder.collect(cloud.functions, ({ constructPath }) => constructPath.split('/')[1]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is how evidence names a variable.
  expect(seen).toEqual([{ function: 'Read', action: 'dynamodb:GetItem', resource: '${TABLE}' }]);
});

it('resolves addresses in the environment of functions', async () => {
  const response = await fetch(`${url}/echo/a`);
  const { variables } = (await response.json()) as { variables: Record<string, string> };
  const [pool, partner] = cloud.issuers;
  expect(variables).toMatchObject({ API: url, POOL: pool?.url, PARTNER: partner?.url });
  expect(partner?.standsInFor).toBe('https://login.example.com/');
});

it('serves the discovery document and the keys of each issuer', async () => {
  for (const issuer of cloud.issuers) {
    const discovery = await fetch(`${issuer.url.replace(/\/$/, '')}/.well-known/openid-configuration`);
    const document = (await discovery.json()) as { issuer: string; jwks_uri: string };
    expect(document.issuer).toBe(issuer.url);
    const keys = (await (await fetch(document.jwks_uri)).json()) as { keys: object[] };
    expect(keys.keys).toMatchObject([{ kty: 'RSA', alg: 'RS256', use: 'sig' }]);
  }
});

describe('JWT authorizer', () => {
  const invalid = 'Bearer scope="" error="invalid_token"';
  const partner = () => ({ issuer: cloud.issuers[1]?.url ?? '', audience: 'partners' });
  it.each([
    ['no token', undefined, 401, 'Bearer'],
    ['not a token', async () => 'nonsense', 401, invalid],
    [
      'another issuer',
      () => cloud.issueToken({ subject: 'a', issuer: 'https://elsewhere.example' }),
      401,
      invalid,
    ],
    [
      'wrong audience',
      () => cloud.issueToken({ subject: 'a', ...partner(), audience: 'others' }),
      401,
      `${invalid} error_description="the token does not have a valid audience"`,
    ],
    [
      'expired',
      () => cloud.issueToken({ subject: 'a', ...partner(), expiresInSeconds: -1 }),
      401,
      `${invalid} error_description="the token has expired"`,
    ],
    ['no scope', () => cloud.issueToken({ subject: 'a', ...partner() }), 403, null],
    ['scope', () => cloud.issueToken({ subject: 'a', ...partner(), scopes: ['write', 'read'] }), 200, null],
  ])('%s', async (_, issue, status, challenge) => {
    const token = await issue?.();
    const response = await fetch(`${url}/partner`, {
      headers: token ? { authorization: `bearer ${token}` } : {},
    });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([status, challenge]);
    if (status === 401) expect(await response.text()).toBe('{"message":"Unauthorized"}');
  });
});

describe('failures', () => {
  it.each([
    ['GET', '/nowhere', 404, 'Not Found'],
    ['DELETE', '/items/one', 404, 'Not Found'],
    ['GET', '/items/%25zz', 400, 'Bad Request'],
    ['GET', '/crash', 500, 'Internal Server Error'],
    ['GET', '/slow', 500, 'Internal Server Error'],
  ])('%s %s is %i', async (method, path, status, message) => {
    const response = await fetch(url + path, { method });
    expect([response.status, await response.json()]).toEqual([status, { message }]);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('apigw-requestid')).toMatch(/^[\w+/]{15}=$/);
  });

  it('a body beyond 10 MB is 413', async () => {
    const response = await fetch(`${url}/echo/a`, { method: 'POST', body: 'x'.repeat(10 * 1024 * 1024 + 1) });
    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  it('a body that Lambda does not take is 413', async () => {
    const response = await fetch(`${url}/echo/a`, { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024) });
    expect(response.status).toBe(413);
  });
});

it('answers HEAD without a body', async () => {
  const response = await fetch(`${url}/items/one`, { method: 'HEAD' });
  expect([response.status, await response.text()]).toEqual([200, '']);
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
});

it('starts cold after environments were retired', async () => {
  const read = cloud.functions.find(({ logicalId }) => logicalId.startsWith('Read'));
  const [before] = read?.environments() ?? [];
  cloud.retireEnvironments(read?.name);
  await fetch(`${url}/items/one`);
  const [after] = read?.environments() ?? [];
  expect(after?.pid).not.toBe(before?.pid);
});

function json(headers: Record<string, string>): Record<string, string> {
  return { 'content-type': 'application/json', ...headers };
}
