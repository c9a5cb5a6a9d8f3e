import type { Resource, StackIdentity } from '../src/services/service.ts';

export const stack: StackIdentity = {
  id: 'Stage',
  name: 'Stage',
  account: '123456789012',
  region: 'eu-west-1',
};

/** A resource of a template without intrinsics. */
export function resource(
  logicalId: string,
  type: string,
  properties: Readonly<Record<string, unknown>>,
  own: StackIdentity = stack,
): Resource {
  const constructPath = `${own.id}/${logicalId}`;
  return { stack: own, logicalId, constructPath, type, property: (name) => properties[name] };
}

/** A role that Lambda may assume, with one inline policy of these statements. */
export function lambdaRole(name: string, statements: readonly unknown[]): Resource {
  return resource(name, 'AWS::IAM::Role', {
    RoleName: name,
    AssumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    Policies: [{ PolicyName: 'inline', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
  });
}

export function trust(service: string): unknown {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  return { Version: '2012-10-17', Statement: [statement] };
}
