import type { Template } from 'aws-cdk-lib/assertions';
import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeTemplates } from './synthesize.ts';

let templates: ReadonlyMap<string, Template>;
beforeAll(() => {
  templates = synthesizeTemplates();
});
const get = (stack: string) => templates.get(stack) as Template;

describe('events', () => {
  it('leave the bookings table by a pipe, which filters and shapes them', () => {
    get('Split-Bookings').hasResourceProperties('AWS::Pipes::Pipe', {
      SourceParameters: {
        FilterCriteria: {
          Filters: [{ Pattern: Match.serializedJson(Match.objectLike({ eventName: ['INSERT', 'MODIFY'] })) }],
        },
        DynamoDBStreamParameters: {
          StartingPosition: 'TRIM_HORIZON',
          OnPartialBatchItemFailure: 'AUTOMATIC_BISECT',
        },
      },
      TargetParameters: {
        EventBridgeEventBusParameters: { Source: 'airline.bookings', DetailType: 'BookingRecorded.v1' },
      },
    });
  });

  it('let the pipe read its stream, put events on the bus, leave dead letters, and nothing else', () => {
    const [role] = Object.values(
      get('Split-Bookings').findResources('AWS::IAM::Role', {
        Properties: {
          AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'pipes.amazonaws.com' } }] },
        },
      }),
    );
    const actions = role?.Properties.Policies[0].PolicyDocument.Statement.flatMap(
      ({ Action }: { Action: string }) => Action,
    );
    expect(actions).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'events:PutEvents',
      'sqs:SendMessage',
    ]);
  });

  it.each(['Split-Loyalty', 'Split-Statistics'])(
    'reach %s by a rule, a queue with dead letters and partial batch responses',
    (stack) => {
      get(stack).hasResourceProperties('AWS::Events::Rule', {
        EventPattern: { source: ['airline.bookings'], 'detail-type': ['BookingRecorded.v1'] },
        Targets: [{ DeadLetterConfig: Match.anyValue() }],
      });
      get(stack).hasResourceProperties('AWS::SQS::Queue', {
        VisibilityTimeout: 18,
        RedrivePolicy: { maxReceiveCount: 5 },
      });
      get(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: 5 },
      });
      get(stack).resourceCountIs('AWS::CloudWatch::Alarm', 2);
    },
  );

  it('let only the rule send to the queue', () => {
    get('Split-Loyalty').hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': Match.anyValue() } } },
          }),
        ]),
      },
    });
  });
});

describe('the private API', () => {
  it('authorises every method with AWS_IAM', () => {
    const methods = Object.values(get('Split-Loyalty').findResources('AWS::ApiGateway::Method'));
    expect(methods.map(({ Properties }) => [Properties.HttpMethod, Properties.AuthorizationType])).toEqual([
      ['POST', 'AWS_IAM'],
      ['POST', 'AWS_IAM'],
    ]);
  });

  it('names the calling roles, and denies everybody else', () => {
    const [api] = Object.values(get('Split-Loyalty').findResources('AWS::ApiGateway::RestApi'));
    const [allow, deny] = api?.Properties.Policy.Statement ?? [];
    const roles = ['create-booking', 'change-booking', 'cancel-booking', 'sweep-payments'];
    const toSuffixes = (arns: { 'Fn::Join': [string, unknown[]] }[]) =>
      arns.map((arn) => arn['Fn::Join'][1].at(-1));
    expect(allow.Effect).toBe('Allow');
    expect(toSuffixes(allow.Condition.ArnEquals['aws:PrincipalArn'])).toEqual(
      roles.map((name) => `:role/Split-${name}`),
    );
    expect(deny).toMatchObject({ Effect: 'Deny', Principal: { AWS: '*' } });
    expect(deny.Condition.ArnNotEquals).toEqual(allow.Condition.ArnEquals);
  });
});

describe('the sweep of pending payments', () => {
  it.each(['Monolith', 'Split-Bookings'])('runs every five minutes in %s', (stack) => {
    get(stack).hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      State: 'ENABLED',
    });
    get(stack).hasResourceProperties('AWS::Lambda::Permission', { Principal: 'events.amazonaws.com' });
  });
});
