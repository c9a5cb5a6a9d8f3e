import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, type CloudEvent, startCloud } from '../../../src/index.ts';
import { synthesize } from '../../app.ts';
import { buildNeighbours } from './neighbours.ts';

let cloud: Cloud;
let privateUrl: string;
const assembly = synthesize(buildNeighbours);
const events: CloudEvent[] = [];

beforeAll(async () => {
  cloud = await startCloud({ assembly, onEvent: (event) => events.push(event) });
  privateUrl = findUrl('Private/Api/Resource');
});
afterAll(() => cloud?.close());

const findUrl = (constructPath: string) =>
  cloud.apis.find((api) => api.constructPath === constructPath)?.url ?? '';

interface Answer {
  readonly status: number;
  readonly error: string | null;
  readonly body: string;
}

/** Lets a function call the private API. */
async function callAs(name: string, request: object): Promise<Answer> {
  const door = findUrl(name === 'insider' ? 'Private/Door/Resource' : 'Callers/Door/Resource');
  const response = await fetch(`${door}/${name}`, { method: 'POST', body: JSON.stringify(request) });
  return { status: response.status, error: response.headers.get('x-error'), body: await response.text() };
}

const debit = { path: '/internal/alice/debits', body: '{"points":1}' };

it('has a URL for each stage, and gives it to functions and outputs', () => {
  expect(privateUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/live$/);
  const [output] = Object.values(cloud.stacks.find(({ name }) => name === 'Private')?.outputs ?? {}).filter(
    (value) => value.startsWith(privateUrl),
  );
  expect(output).toBe(`${privateUrl}/`);
});

it('lets the named role of another account in, and tells the function who calls', async () => {
  const { status, body } = await callAs('named', debit);
  expect(status).toBe(201);
  expect(JSON.parse(body)).toMatchObject({
    resource: '/internal/{customerId}/debits',
    path: '/internal/alice/debits',
    httpMethod: 'POST',
    pathParameters: { customerId: 'alice' },
    stageVariables: { colour: 'blue' },
    queryStringParameters: null,
    body: '{"points":1}',
    isBase64Encoded: false,
    requestContext: {
      accountId: '222222222222',
      stage: 'live',
      path: '/live/internal/alice/debits',
      resourcePath: '/internal/{customerId}/debits',
      identity: {
        accountId: '111111111111',
        userArn: expect.stringMatching(/^arn:aws:sts::111111111111:assumed-role\/named\//),
        accessKey: expect.stringMatching(/^ASIA/),
      },
    },
  });
  expect(events).toContainEqual(expect.objectContaining({ type: 'api.access', outcome: 'allowed' }));
});

it.each([
  ['a role of its own account that no policy of the API names', 'insider', debit, 201],
  ['a query and a body that are signed', 'named', { ...debit, path: `${debit.path}?a=1%202&b=x` }, 201],
])('lets %s in', async (_, name, request, status) => {
  expect((await callAs(name, request)).status).toBe(status);
});

describe('refuses with AWS’s words', () => {
  const invoke = 'is not authorized to perform: execute-api:Invoke on resource:';
  it.each([
    ['a role that the API does not name', 'stranger', debit, 'because no resource-based policy allows'],
    [
      'a named role without a policy of its own',
      'penniless',
      debit,
      'because no identity-based policy allows',
    ],
    [
      'a path that the API denies',
      'named',
      { ...debit, path: '/internal/forbidden/debits' },
      'with an explicit deny in a resource-based policy',
    ],
  ])('%s', async (_, name, request, reason) => {
    const { status, error, body } = await callAs(name, request);
    expect([status, error]).toEqual([403, 'AccessDeniedException']);
    const { Message } = JSON.parse(body) as { Message: string };
    expect(Message).toMatch(/^User: arn:aws:sts::111111111111:assumed-role\//);
    expect(Message).toContain(`${invoke} arn:aws:execute-api:eu-west-1:********2222:`);
    expect(Message).toContain(reason);
  });

  const mismatch = 'The request signature we calculated does not match the signature you provided.';
  it.each([
    ['a wrong secret', { ...debit, secret: 'wrong' }, 'InvalidSignatureException', mismatch],
    [
      'a signature for another service',
      { ...debit, service: 'dynamodb' },
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'execute-api'.",
    ],
    [
      'an unknown path',
      { ...debit, path: '/internal' },
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
    [
      'an unknown method',
      { ...debit, method: 'PUT' },
      'MissingAuthenticationTokenException',
      'Missing Authentication Token',
    ],
  ])('%s', async (_, request, error, message) => {
    const answer = await callAs('named', request);
    expect([answer.status, answer.error]).toEqual([403, error]);
    expect((JSON.parse(answer.body) as { message: string }).message).toContain(message);
  });

  it.each([
    ['no signature', '/internal/alice/debits', 'Missing Authentication Token'],
    ['no signature, unknown path', '/nowhere', 'Missing Authentication Token'],
    ['an unknown stage', '/../dead/internal', 'Forbidden'],
  ])('%s', async (_, path, message) => {
    const response = await fetch(privateUrl + path, { method: 'POST', body: '{}' });
    expect([response.status, await response.json()]).toEqual([403, { message }]);
    expect(response.headers.get('x-amzn-errortype')).toMatch(/Exception$/);
  });
});

it.each([
  ['another format', 'malformed', 502, '{"message": "Internal server error"}'],
  ['a thrown error', 'fails', 502, '{"message": "Internal server error"}'],
  ['no answer in time', 'slow', 504, '{"message":"Endpoint request timed out"}'],
])('%s of the function is the gateway’s answer', async (_, customer, status, body) => {
  const answer = await callAs('named', { path: `/internal/${customer}/debits`, body: '{}' });
  expect([answer.status, answer.body]).toEqual([status, body]);
});
