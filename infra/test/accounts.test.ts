import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeTemplates } from './synthesize.ts';

const [loyalty, bookings] = ['111111111111', '222222222222'];
let templates: ReadonlyMap<string, Template>;
beforeAll(() => {
  templates = synthesizeTemplates({ loyaltyAccount: loyalty, bookingsAccount: bookings });
});
const get = (stack: string) => templates.get(stack) as Template;

describe('loyalty in an account of its own', () => {
  it('names, in its resource policy, the calling roles of the other account', () => {
    const [api] = Object.values(get('Split-Loyalty').findResources('AWS::ApiGateway::RestApi'));
    const [allow] = api?.Properties.Policy.Statement ?? [];
    expect(JSON.stringify(allow.Principal)).toContain(`::iam::${bookings}:root`.slice(2));
    expect(JSON.stringify(allow.Condition.ArnEquals)).toContain(
      `:iam::${bookings}:role/Split-create-booking`,
    );
  });

  it('is named, in the callers’ identity policies, with its own account', () => {
    get('Split-Bookings').hasParameter('PrivateApiId', { Type: 'String' });
    const policies = Object.values(get('Split-Bookings').findResources('AWS::IAM::Policy'));
    const resources = policies
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => Action === 'execute-api:Invoke')
      .map(({ Resource }) => JSON.stringify(Resource));
    expect(resources.length).toBeGreaterThan(0);
    for (const resource of resources) {
      expect(resource).toContain(`:${loyalty}:`);
      expect(resource).toContain('{"Ref":"PrivateApiId"}');
    }
  });

  it('hears of events by a bus that accepts them from the one other account and source', () => {
    get('Split-LoyaltyAccount').hasResourceProperties('AWS::Events::EventBusPolicy', {
      Statement: {
        Action: 'events:PutEvents',
        Condition: { StringEquals: { 'events:source': ['airline.bookings'] } },
      },
    });
    get('Split').hasResourceProperties('AWS::Events::Rule', {
      EventPattern: { source: ['airline.bookings'] },
      Targets: [
        {
          Arn: {
            'Fn::Join': [
              '',
              Match.arrayWith([Match.stringLikeRegexp(`${loyalty}:event-bus/airline-loyalty`)]),
            ],
          },
        },
      ],
    });
  });

  it('has a front door of its own, which asks for the issuer that it cannot import', () => {
    get('Split-LoyaltyAccount').hasParameter('Issuer', { Type: 'String' });
    get('Split-LoyaltyAccount').hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      JwtConfiguration: { Issuer: { Ref: 'Issuer' }, Audience: [{ Ref: 'Audience' }] },
    });
  });

  it('imports nothing across the accounts', () => {
    const own = ['Split-Loyalty', 'Split-LoyaltyAccount'];
    for (const [stack, template] of templates) {
      const imports = [...JSON.stringify(template.toJSON()).matchAll(/"Fn::ImportValue":"([^:"]+)/g)].map(
        ([, name]) => name,
      );
      const isLoyaltys = own.includes(stack);
      expect(
        imports.filter((name) => own.includes(name?.replace(/-private-api$/, '') ?? '') !== isLoyaltys),
      ).toEqual([]);
    }
  });
});
