import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/cloud-error.ts';
import { decide } from '../../src/iam/evaluate.ts';
import { gatherRoles, type Role } from '../../src/iam/role.ts';
import type { Resource } from '../../src/services/service.ts';
import { lambdaRole, resource, stack, trust } from '../resource.ts';
import { request } from './statements.ts';

const basicExecution = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
const document = (action: string) => ({
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Action: action, Resource: '*' },
});

function gather(...resources: Resource[]): { roles: Role[]; problems: Problem[] } {
  const problems: Problem[] = [];
  return { roles: gatherRoles(resources, problems), problems };
}

function can(role: Role | undefined, action: string): boolean {
  return decide(role?.statements ?? [], request({ action })) === 'allowed';
}

describe('a role', () => {
  const named = lambdaRole('reader', [{ Effect: 'Allow', Action: 'svc:Inline', Resource: '*' }]);
  const attached = (type: string, properties: Readonly<Record<string, unknown>>) =>
    resource('Policy', type, properties);

  it('has its inline policies', () => {
    const { roles, problems } = gather(named);
    expect(problems).toEqual([]);
    expect(can(roles[0], 'svc:Inline')).toBe(true);
    expect(can(roles[0], 'svc:Other')).toBe(false);
  });

  it.each(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'])('has what an %s gives it', (type) => {
    const { roles } = gather(
      named,
      attached(type, { PolicyDocument: document('svc:More'), Roles: ['reader'] }),
    );
    expect(can(roles[0], 'svc:More')).toBe(true);
  });

  it('has not what is attached to another, or to its namesake in another account', () => {
    const elsewhere = { ...stack, account: '999999999999' };
    const properties = { PolicyDocument: document('svc:More'), Roles: ['reader'] };
    const { roles } = gather(
      named,
      attached('AWS::IAM::Policy', { ...properties, Roles: ['writer'] }),
      resource('Policy', 'AWS::IAM::Policy', properties, elsewhere),
    );
    expect(can(roles[0], 'svc:More')).toBe(false);
  });

  it('may write logs with AWSLambdaBasicExecutionRole, and nothing else', () => {
    const { roles, problems } = gather(
      resource('Role', 'AWS::IAM::Role', {
        AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
        ManagedPolicyArns: [basicExecution],
      }),
    );
    expect(problems).toEqual([]);
    expect(can(roles[0], 'logs:PutLogEvents')).toBe(true);
    expect(can(roles[0], 'logs:DeleteLogGroup')).toBe(false);
  });

  it('gets a name which stays the same', () => {
    const unnamed = resource('Role', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      Path: '/airline/',
    });
    const [first, second] = [gather(unnamed), gather(unnamed)].map(({ roles }) => roles[0]);
    expect(first?.arn).toMatch(/^arn:aws:iam::123456789012:role\/airline\/Stage-Role-[0-9A-Z]{12}$/);
    expect(first?.id).toMatch(/^AROA[0-9A-Z]{17}$/);
    expect(second).toMatchObject({ arn: first?.arn, id: first?.id });
  });
});

describe('problems', () => {
  it('names a managed policy that is not known', () => {
    const arn = 'arn:aws:iam::aws:policy/AmazonDynamoDBFullAccess';
    const role = resource('Role', 'AWS::IAM::Role', {
      AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
      ManagedPolicyArns: [arn],
    });
    expect(gather(role).problems).toMatchObject([
      { code: 'iam.unknown-managed-policy', place: 'Stage/Role' },
    ]);
  });

  it('tells a policy of users and groups', () => {
    const policy = resource('Policy', 'AWS::IAM::Policy', {
      PolicyDocument: document('svc:Act'),
      Users: ['ann'],
      Groups: ['staff'],
    });
    expect(gather(policy).problems.map(({ code }) => code)).toEqual(['iam.no-users', 'iam.no-users']);
  });

  it('stand at the policy whose document is wrong', () => {
    const policy = resource('Policy', 'AWS::IAM::Policy', {
      PolicyDocument: { Statement: { Effect: 'Allow', Action: 'svc:Act' } },
      Roles: ['reader'],
    });
    expect(gather(lambdaRole('reader', []), policy).problems).toMatchObject([
      { place: 'Stage/Policy', message: 'a statement has no Resource.' },
    ]);
  });
});

describe('trust', () => {
  const trusted = (statements: unknown) => {
    const role = resource('Role', 'AWS::IAM::Role', { AssumeRolePolicyDocument: { Statement: statements } });
    const { roles, problems } = gather(role);
    return {
      services: [...(roles[0]?.trustedServices ?? [])],
      messages: problems.map(({ message }) => message),
    };
  };
  const lambda = {
    Effect: 'Allow',
    Principal: { Service: 'lambda.amazonaws.com' },
    Action: 'sts:AssumeRole',
  };

  it.each([
    ['a service', lambda, ['lambda.amazonaws.com']],
    ['services', { ...lambda, Principal: { Service: ['a', 'b'] } }, ['a', 'b']],
    ['an account', { ...lambda, Principal: { AWS: '123456789012' } }, []],
    ['everybody', { ...lambda, Principal: '*' }, []],
    ['another action', { ...lambda, Action: 'sts:TagSession' }, []],
    ['a denied service', [{ ...lambda, Effect: 'Deny' }, lambda], []],
  ])('of %s', (_, statements, services) => {
    expect(trusted(statements)).toEqual({ services, messages: [] });
  });

  it('with a condition is refused', () => {
    const { messages } = trusted({ ...lambda, Condition: { Bool: { 'aws:SecureTransport': 'true' } } });
    expect(messages).toEqual(['conditions of trust policies are not emulated.']);
  });
});
