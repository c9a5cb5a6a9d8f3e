import { expect, it } from 'vitest';
import { checkFunction, resolveFunction } from '../../../src/services/lambda/function-config.ts';
import type { Resource } from '../../../src/services/service.ts';

const declare = (properties: Record<string, unknown>): Resource => ({
  stack: { id: 'Split', name: 'Split', account: '123456789012', region: 'eu-west-1' },
  logicalId: 'Read',
  constructPath: 'Split/Read/Resource',
  type: 'AWS::Lambda::Function',
  property: (name) => properties[name],
});

it('resolves what a template leaves out', () => {
  const config = resolveFunction(
    declare({ Handler: 'index.handler', Runtime: 'nodejs24.x', Role: 'arn:role' }),
    '/code',
  );
  expect(config).toMatchObject({
    arn: `arn:aws:lambda:eu-west-1:123456789012:function:${config.name}`,
    timeoutMs: 3000,
    memoryMiB: 128,
    concurrency: 1000,
    variables: {},
    logGroup: `/aws/lambda/${config.name}`,
  });
  expect(config.name).toMatch(/^Split-Read-[A-Z0-9]{12}$/);
});

it.each([
  [{ Runtime: 'nodejs24.x' }, '/code', []],
  [{ Runtime: 'python3.13' }, '/code', ['lambda.runtime']],
  [{ Runtime: 'nodejs24.x' }, undefined, ['lambda.code']],
  [
    { Runtime: 'nodejs24.x', Environment: { Variables: { AWS_REGION: 'x', TABLE: 'y' } } },
    '/code',
    ['lambda.reserved-variable'],
  ],
])('%j in %s: %j', (properties, directory, codes) => {
  expect(checkFunction(declare(properties), directory).map(({ code }) => code)).toEqual(codes);
});
