// biome-ignore-all lint/suspicious/noTemplateCurlyInString: policy variables look like this
import { describe, expect, it } from 'vitest';
import { CloudError } from '../../src/cloud-error.ts';
import { findDenial } from '../../src/iam/authorize.ts';
import { createIamService } from '../../src/iam/service.ts';
import { dynamoDbConditionKeys } from '../../src/services/dynamodb/condition-keys.ts';
import { lambdaRole, stack } from '../resource.ts';
import { request } from './statements.ts';

const table = 'arn:aws:dynamodb:eu-west-1:123456789012:table/bookings';
const roleArn = 'arn:aws:iam::123456789012:role/reader';
const nowMs = Date.parse('2026-11-22T12:00:00Z');

async function start(...statements: unknown[]) {
  const conditionKeys = { dynamodb: dynamoDbConditionKeys };
  const iam = createIamService({ account: stack.account, conditionKeys, now: () => nowMs });
  await iam.start?.([lambdaRole('reader', statements)]);
  return iam;
}

const assume = {
  roleArn,
  service: 'lambda.amazonaws.com',
  sessionName: 'get-flight',
  place: 'Stage/GetFlight',
};
const allow = (more: object) => ({ Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: table, ...more });

describe('sessions', () => {
  it('have keys of their own, which can be revoked', async () => {
    const { credentials } = await start();
    const [first, second] = [credentials.assumeRole(assume), credentials.assumeRole(assume)];
    expect(first.credentials.accessKeyId).toMatch(/^ASIA[0-9A-F]{16}$/);
    expect(first.credentials.sessionToken).not.toBe(second.credentials.sessionToken);
    credentials.revoke(first);
    expect(credentials.find(first.credentials.accessKeyId)).toBeUndefined();
    expect(credentials.find(second.credentials.accessKeyId)).toBe(second);
  });

  it('are called as Lambda calls them', async () => {
    const { principal } = (await start()).credentials.assumeRole(assume);
    expect(principal).toMatchObject({
      arn: 'arn:aws:sts::123456789012:assumed-role/reader/get-flight',
      name: 'get-flight',
    });
  });

  it.each([
    ['iam.unknown-role', { ...assume, roleArn: 'arn:aws:iam::123456789012:role/other' }],
    ['iam.role-not-trusted', { ...assume, service: 'pipes.amazonaws.com' }],
  ])('end in %s', async (code, wrong) => {
    const { credentials } = await start();
    expect(() => credentials.assumeRole(wrong)).toThrow(expect.objectContaining({ code }) as CloudError);
  });
});

describe('denials', () => {
  const asked = request({ action: 'dynamodb:GetItem', resource: table });
  const call = { region: 'eu-west-1', nowMs, requests: [asked] };

  it.each([
    [
      'because no identity-based policy allows the dynamodb:GetItem action',
      allow({ Action: 'dynamodb:PutItem' }),
    ],
    ['with an explicit deny in an identity-based policy', allow({ Effect: 'Deny' })],
  ])('end %s', async (reason, statement) => {
    const { principal } = (await start(statement)).credentials.assumeRole(assume);
    expect(findDenial({ ...call, principal })?.message).toBe(
      'User: arn:aws:sts::123456789012:assumed-role/reader/get-flight is not authorized to perform: ' +
        `dynamodb:GetItem on resource: ${table} ${reason}`,
    );
  });

  it('never meet the administrator', async () => {
    const { principal } = (await start()).credentials.administrator;
    expect(findDenial({ ...call, principal })).toBeUndefined();
  });

  it.each([
    ['aws:PrincipalArn', 'ArnEquals', roleArn],
    ['aws:PrincipalAccount', 'StringEquals', '123456789012'],
    ['aws:PrincipalType', 'StringEquals', 'AssumedRole'],
    ['aws:RequestedRegion', 'StringEquals', 'eu-west-1'],
    ['aws:ResourceAccount', 'StringEquals', '${aws:PrincipalAccount}'],
    ['aws:SecureTransport', 'Bool', 'true'],
    ['aws:CurrentTime', 'DateEquals', '2026-11-22T12:00:00Z'],
    ['aws:EpochTime', 'NumericGreaterThan', '1700000000'],
    ['aws:TokenIssueTime', 'DateLessThanEquals', '2026-11-22T12:00:00Z'],
    ['aws:userid', 'StringLike', 'AROA*:get-flight'],
    ['aws:username', 'Null', 'true'],
    ['aws:ViaAWSService', 'Bool', 'false'],
    ['aws:PrincipalIsAWSService', 'Bool', 'false'],
  ])('ask for %s', async (key, operator, value) => {
    const iam = await start(allow({ Condition: { [operator]: { [key]: value } } }));
    const { principal } = iam.credentials.assumeRole(assume);
    expect(findDenial({ ...call, principal })).toBeUndefined();
  });
});

describe('condition keys', () => {
  const use = (operator: string, key: string) => allow({ Condition: { [operator]: { [key]: 'x' } } });

  it.each([
    ['a global key', use('StringEquals', 'aws:SourceVpc'), 'iam.unknown-condition-key'],
    ["a service's key", use('StringEquals', 'dynamodb:FullTableScan'), 'iam.unknown-condition-key'],
    [
      'a variable in a resource',
      allow({ Resource: `${table}/\${aws:PrincipalTag/team}` }),
      'iam.unknown-condition-key',
    ],
    [
      'a variable in a value',
      allow({ Condition: { StringEquals: { 'dynamodb:Select': '${aws:SourceIp}' } } }),
      'iam.unknown-condition-key',
    ],
    ['one value of many', use('StringEquals', 'dynamodb:LeadingKeys'), 'iam.missing-set-operator'],
    ['all actions', { ...use('StringEquals', 'aws:SourceVpc'), Action: '*' }, 'iam.unknown-condition-key'],
    [
      'all but some',
      {
        Effect: 'Allow',
        NotAction: 's3:*',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
      'iam.unknown-condition-key',
    ],
  ])('are refused: %s', async (_, statement, code) => {
    const started = start(statement);
    await expect(started).rejects.toBeInstanceOf(CloudError);
    await expect(started).rejects.toMatchObject({ problems: [{ code, place: 'Stage/reader' }] });
  });

  it.each([
    [
      'of services that are not emulated',
      { ...use('StringEquals', 'aws:SourceVpc'), Action: 's3:GetObject' },
    ],
    ['that only another service sends', use('StringEquals', 's3:prefix')],
    ['with a set operator', use('ForAllValues:StringEquals', 'dynamodb:LeadingKeys')],
  ])('are accepted: %s', async (_, statement) => {
    await expect(start(statement)).resolves.toBeDefined();
  });
});
