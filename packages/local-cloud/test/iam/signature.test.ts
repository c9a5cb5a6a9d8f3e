import type { IncomingHttpHeaders } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { Session } from '../../src/iam/credentials-registry.ts';
import { createSignatureVerifier, type SignedRequest } from '../../src/iam/signature.ts';

/** The example key of AWS's own test suite for Signature Version 4. */
const session: Session = {
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' },
  principal: { kind: 'administrator', arn: 'arn:aws:iam::1:root', name: 'administrator', account: '1' },
};

function verify(
  request: SignedRequest,
  { now = '2015-08-30T12:36:00Z', service = 'service', token = '' } = {},
) {
  const held = token ? { ...session, credentials: { ...session.credentials, sessionToken: token } } : session;
  const verifier = createSignatureVerifier({
    service,
    regions: new Set(['us-east-1']),
    credentials: { find: (accessKeyId) => (accessKeyId === 'AKIDEXAMPLE' ? held : undefined) },
    now: () => Date.parse(now),
  });
  return verifier(request);
}

const scope = 'AKIDEXAMPLE/20150830/us-east-1/service/aws4_request';
const vanilla = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';

function request(
  signature: string,
  more: Partial<SignedRequest> = {},
  headers: IncomingHttpHeaders = {},
): SignedRequest {
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=${signature}`;
  const given = {
    host: 'example.amazonaws.com',
    'x-amz-date': '20150830T123600Z',
    authorization,
    ...headers,
  };
  return { method: 'GET', url: '/', body: Buffer.alloc(0), ...more, headers: given };
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html speaks of the suite these come from.
it.each([
  ['get-vanilla', request(vanilla)],
  [
    'get-vanilla-query-order-key-case',
    request('b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500', {
      url: '/?Param2=value2&Param1=value1',
    }),
  ],
  [
    'post-vanilla',
    request('5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b', { method: 'POST' }),
  ],
])('accepts %s', async (_, signed) => {
  expect(await verify(signed)).toMatchObject({ principal: session.principal, region: 'us-east-1' });
});

describe('refuses', () => {
  const wrong = expect.stringContaining('does not match the signature you provided') as string;
  const authorize = (authorization: string) => request(vanilla, {}, { authorization });

  it.each([
    ['a changed method', request(vanilla, { method: 'PUT' }), wrong],
    ['a changed path', request(vanilla, { url: '/x' }), wrong],
    ['a changed body', request(vanilla, { body: Buffer.from('{}') }), wrong],
    ['a changed header', request(vanilla, {}, { host: 'other' }), wrong],
    ['a changed signature', request(vanilla.replace('5', '6')), wrong],
    ['a short signature', request('5f'), wrong],
    ['a body other than declared', request(vanilla, {}, { 'x-amz-content-sha256': vanilla }), wrong],
    [
      'another region',
      authorize(
        `AWS4-HMAC-SHA256 Credential=${scope.replace('us-east-1', 'eu-west-1')}, SignedHeaders=host, Signature=0`,
      ),
      "Credential should be scoped to a valid region, not 'eu-west-1'. ",
    ],
    [
      'another day',
      authorize(
        `AWS4-HMAC-SHA256 Credential=${scope.replace('20150830', '20150831')}, SignedHeaders=host, Signature=0`,
      ),
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20150831' != '20150830', from '20150830T123600Z'.",
    ],
    [
      'an unsigned host',
      authorize(`AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=x-amz-date, Signature=0`),
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    ],
  ])('%s', async (_, signed, message) => {
    expect(await verify(signed)).toEqual({ code: 'InvalidSignatureException', message });
  });

  it('another service', async () => {
    expect(await verify(request(vanilla), { service: 'dynamodb' })).toEqual({
      code: 'InvalidSignatureException',
      message: "Credential should be scoped to correct service: 'dynamodb'. ",
    });
  });

  it.each([
    [
      '2015-08-30T12:41:01Z',
      'Signature expired: 20150830T123600Z is now earlier than 20150830T123601Z (20150830T124101Z - 5 min.)',
    ],
    [
      '2015-08-30T12:30:59Z',
      'Signature not yet current: 20150830T123600Z is still later than 20150830T123559Z (20150830T123059Z + 5 min.)',
    ],
  ])('a signature at %s', async (now, message) => {
    expect(await verify(request(vanilla), { now })).toEqual({ code: 'InvalidSignatureException', message });
  });

  it.each(['2015-08-30T12:41:00Z', '2015-08-30T12:31:00Z'])('none at %s, five minutes off', async (now) => {
    expect(await verify(request(vanilla), { now })).toHaveProperty('principal');
  });

  it.each([
    [
      'an unknown key',
      authorize(
        `AWS4-HMAC-SHA256 Credential=${scope.replace('AKID', 'AKIX')}, SignedHeaders=host, Signature=0`,
      ),
      '',
    ],
    ['a missing token', request(vanilla), 'token'],
    ['a token too many', request(vanilla, {}, { 'x-amz-security-token': 'token' }), ''],
    ['another token', request(vanilla, {}, { 'x-amz-security-token': 'other' }), 'token'],
  ])('%s', async (_, signed, token) => {
    expect(await verify(signed, { token })).toEqual({
      code: 'UnrecognizedClientException',
      message: 'The security token included in the request is invalid.',
    });
  });

  it.each(['', 'Bearer abc', 'AWS4-ECDSA-P256-SHA256 Credential=a'])(
    'no signature: %j',
    async (authorization) => {
      expect(await verify(authorize(authorization))).toEqual({
        code: 'MissingAuthenticationTokenException',
        message: 'Request is missing Authentication Token',
      });
    },
  );

  it.each([
    [
      'AWS4-HMAC-SHA256 Credential=a',
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256 Credential=a",
    ],
    [
      'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=host, Signature=0',
      "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a'",
    ],
  ])('an incomplete header: %s', async (authorization, message) => {
    expect(await verify(authorize(authorization))).toEqual({ code: 'IncompleteSignatureException', message });
  });

  it('no date', async () => {
    const { headers, ...rest } = request(vanilla);
    const { 'x-amz-date': _, ...dateless } = headers;
    expect(await verify({ ...rest, headers: dateless })).toEqual({
      code: 'IncompleteSignatureException',
      message: `Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=${headers.authorization}`,
    });
  });
});
