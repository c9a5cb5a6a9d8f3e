import type { Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { SplitApiError, type SplitApiProps } from '../src/index.ts';
import { describeFunction, listRoutes, shop, synthesize } from './split.ts';

type Placements = NonNullable<SplitApiProps['placements']>;

const bare = {
  ...shop,
  functions: shop.functions.map(({ name, kind, routeKeys }) => describeFunction(name, routeKeys, { kind })),
};
const place = (placements: (native: LambdaFunction) => Placements) =>
  synthesize(bare, (stack: Stack) => {
    const native = new LambdaFunction(stack, 'Native', {
      runtime: Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => "native"'),
    });
    return { placements: placements(native) };
  });

describe('placements', () => {
  it('leave in the lith what they do not name', () => {
    const { api, template } = place(() => ({ 'GET /items': 'extracted', 'POST /items': 'lith' }));
    expect(listRoutes(template())).toEqual({
      'GET /items': 'getitems',
      'HEAD /items': 'getitems',
      $default: 'lith',
    });
    expect([...api.functions.keys()]).toEqual(['lith', 'get-items']);
    expect(api.function('POST /items')).toBe(api.fallback);
  });

  it('give a route to a native function, with its HEAD', () => {
    const { api, stack, template } = place((native) => ({ 'GET /items': { function: native } }));
    expect(listRoutes(template())).toEqual({
      'GET /items': 'Native',
      'HEAD /items': 'Native',
      $default: 'lith',
    });
    expect(api.function('GET /items')).toBe(stack.node.findChild('Native'));
  });

  it('take a HEAD apart from its GET when it is named', () => {
    const { template } = place((native) => ({ 'HEAD /items': 'lith', 'GET /items': native }));
    expect(listRoutes(template())).toEqual({ 'GET /items': 'Native', $default: 'lith' });
  });

  it('keep for the lith what a less specific key would otherwise take', () => {
    const { template } = place(() => ({ 'GET /items/:id': 'extracted' }));
    expect(listRoutes(template())).toEqual({
      'GET /items/{id}': 'getitemsid',
      'HEAD /items/{id}': 'getitemsid',
      'GET /items/popular': 'lith',
      'HEAD /items/popular': 'lith',
      $default: 'lith',
    });
  });

  it('let the lith do what the functions may for which it answers', () => {
    const granting = {
      permissions: {
        possible: [],
        granted: [{ actions: ['sqs:SendMessage'], resource: 'arn:aws:sqs:eu-central-1:111111111111:mail' }],
      },
    };
    const functions = bare.functions.map((each) => (each.kind === 'lith' ? each : { ...each, ...granting }));
    const placed = (target: 'lith' | 'extracted') => {
      const placements = {
        'GET /items': target,
        'GET /items/:id': 'extracted',
        'POST /items': 'extracted',
      } as const;
      const { template } = synthesize({ ...bare, functions }, () => ({ placements }));
      const policies = Object.entries(template().findResources('AWS::IAM::Policy'));
      return policies
        .filter(([, policy]) => JSON.stringify(policy).includes(':mail'))
        .map(([id]) => id.slice(5, 12));
    };
    expect(placed('extracted')).toEqual(['getitem', 'getitem', 'postite']);
    expect(placed('lith')).toEqual(['lithRol', 'getitem', 'postite']);
  });

  it('of nothing are the lith alone', () => {
    expect(listRoutes(place(() => ({})).template())).toEqual({ $default: 'lith' });
  });

  it.each<[string, Placements, string]>([
    [
      'a route that is not there',
      { 'GET /itmes': 'lith' },
      '"GET /itmes" names no route of the split, which has GET /items,',
    ],
    [
      'an extracted route that was kept',
      { 'GET /items/popular': 'extracted' },
      'GET /items/popular is placed "extracted", but the split left it in the lith',
    ],
    [
      'a place that is none',
      JSON.parse('{ "GET /items": "exracted" }'),
      'GET /items is placed "exracted": place it "lith" or "extracted", or give a function of your own.',
    ],
    ['the fallback', { $default: 'extracted' }, '$default is the lith itself'],
  ])('refuse %s', (_, placements, message) => {
    expect(() => place(() => placements)).toThrow(SplitApiError);
    expect(() => place(() => placements)).toThrow(message);
  });
});
