import { expect, it } from 'vitest';
import { allowsInvocation, type Permission } from '../../../src/services/lambda/permission.ts';

const permission: Permission = {
  functionName: 'f',
  action: 'lambda:InvokeFunction',
  principal: 'apigateway.amazonaws.com',
  sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/*/*/items/{id}',
  sourceAccount: undefined,
};
const invoker = {
  principal: 'apigateway.amazonaws.com',
  sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/$default/GET/items/{id}',
  account: '123456789012',
};

it.each([
  [{}, true],
  [{ sourceArn: undefined }, true],
  [{ sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/*' }, true],
  [{ sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/$default/GET/items/{id}' }, true],
  [{ sourceArn: 'arn:aws:execute-api:us-east-?:*:abc/*/*' }, true],
  [{ sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/*/*/items' }, false],
  [{ sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abd/*/*/items/{id}' }, false],
  [{ sourceArn: 'arn:aws:execute-api:us-east-1:123456789012:abc/*/POST/items/{id}' }, false],
  [{ sourceArn: 'arn:*' }, false],
  [{ principal: 'events.amazonaws.com' }, false],
  [{ action: 'lambda:InvokeFunctionUrl' }, false],
  [{ sourceAccount: '123456789012' }, true],
  [{ sourceAccount: '210987654321' }, false],
])('%j: %s', (changes, expected) => {
  expect(allowsInvocation({ ...permission, ...changes }, invoker)).toBe(expected);
});
