import { services } from '@unlith/microservices';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageRouteKeys } from './split-stub.ts';
import { synthesizeTemplates } from './synthesize.ts';

let templates: ReadonlyMap<string, Template>;
beforeAll(() => {
  templates = synthesizeTemplates();
});

const listRouteKeys = (stack: string): string[] =>
  Object.values(templates.get(stack)?.findResources('AWS::ApiGatewayV2::Route') ?? {}).map(
    ({ Properties }) => Properties.RouteKey,
  );

const apiRouteKeys = services.flatMap(({ functions }) => functions.flatMap(({ routeKeys }) => routeKeys));

describe('Extracted', () => {
  it('has every route of the lith and, behind $default, the lith', () => {
    const all = [...apiRouteKeys, ...pageRouteKeys.flat(), '$default'];
    expect(listRouteKeys('Extracted').toSorted()).toEqual(all.toSorted());
  });

  it('has tables of its own, and the lith’s scheduled task', () => {
    templates.get('Extracted')?.resourceCountIs('AWS::DynamoDB::GlobalTable', 4);
    templates.get('Extracted')?.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
    });
  });

  it('grants by role, without managed policies or wildcards', () => {
    templates.get('Extracted')?.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    const policies = Object.values(templates.get('Extracted')?.findResources('AWS::IAM::Policy') ?? {});
    for (const { Properties } of policies)
      expect(JSON.stringify(Properties.PolicyDocument)).not.toContain('*');
  });

  it('may do more only while it is recorded', () => {
    const count = (template: Template | undefined) =>
      JSON.stringify(template?.findResources('AWS::IAM::Policy')).split('dynamodb:UpdateItem').length;
    const recording = synthesizeTemplates({ recording: 'true' });
    expect(count(recording.get('Extracted'))).toBeGreaterThan(count(templates.get('Extracted')));
    expect(count(recording.get('Strangler'))).toBe(count(templates.get('Strangler')));
  });
});

describe('the split’s pages', () => {
  it('are extracted functions behind its one front door', () => {
    const files = ['GET /public/{proxy+}', 'HEAD /public/{proxy+}'];
    expect(listRouteKeys('Split-Pages').toSorted()).toEqual([...pageRouteKeys.flat(), ...files].toSorted());
    templates.get('Split-Pages')?.resourceCountIs('AWS::ApiGatewayV2::Api', 0);
    templates.get('Split-Pages')?.resourceCountIs('AWS::Lambda::Function', pageRouteKeys.length + 1);
  });

  it('are left out where loyalty’s table is in another account', () => {
    const accounts = { loyaltyAccount: '111111111111', bookingsAccount: '222222222222' };
    expect(synthesizeTemplates(accounts).has('Split-Pages')).toBe(false);
  });
});
