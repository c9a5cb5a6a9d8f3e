import type { ServiceSupport } from '../service.ts';

const guide = 'https://docs.aws.amazon.com/eventbridge/latest/userguide';
const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const eventsSupport: ServiceSupport = {
  service: 'EventBridge',
  resourceTypes: {
    'AWS::Events::EventBus': {
      level: 'emulated',
      note: 'The default bus is there, too.',
      page: `${template}/aws-resource-events-eventbus.html`,
      properties: ['Name'],
      ignoredProperties: ['DeadLetterConfig', 'Description', 'KmsKeyIdentifier', 'LogConfig', 'Tags'],
      refusedProperties: {
        EventSourceName: 'Partner event sources do not exist here: use a bus of your own.',
        Policy: 'Write the policy as AWS::Events::EventBusPolicy.',
      },
    },
    'AWS::Events::EventBusPolicy': {
      level: 'emulated',
      note: 'Asked when a principal puts events, together with its own policies.',
      page: `${template}/aws-resource-events-eventbuspolicy.html`,
      properties: ['Action', 'EventBusName', 'Principal', 'Statement'],
      ignoredProperties: ['StatementId'],
      refusedProperties: { Condition: 'Write the condition into Statement.' },
    },
    'AWS::Events::Rule': {
      level: 'emulated',
      note: 'Targets are SQS queues, Lambda functions and event buses.',
      page: `${template}/aws-resource-events-rule.html`,
      properties: ['EventBusName', 'EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
      ignoredProperties: ['Description', 'Tags'],
      refusedProperties: { RoleArn: 'Give the role to the target that needs it.' },
    },
  },
  behaviours: [
    {
      behaviour: 'PutEvents',
      level: 'emulated',
      note: 'Limits (10 entries, 1 MB), faults of single entries, access to the bus; an unknown bus drops the event. All other operations answer UnknownOperationException.',
      page: `${guide}/eb-putevents.html`,
    },
    {
      behaviour: 'Event patterns',
      level: 'approximated',
      note: 'The whole language; numbers are compared as numbers, so 300 and 3.0e2 are equal.',
      page: `${guide}/eb-create-pattern-operators.html`,
    },
    {
      behaviour: 'Input, InputPath, input transformers',
      level: 'approximated',
      note: 'What the event does not have is an empty string, also where a template wants JSON.',
      page: `${guide}/eb-transform-target-input.html`,
    },
    {
      behaviour: 'Access to targets',
      level: 'emulated',
      note: 'Queue policies and Lambda permissions must name events.amazonaws.com, and may name the rule; a bus is called under the target’s role.',
      page: `${guide}/eb-use-resource-based.html`,
    },
    {
      behaviour: 'Buses as targets',
      level: 'emulated',
      note: 'An event goes from one bus to another once; a rule that would send it on gets a dead letter, THIRD_ACCOUNT_HOP_DETECTED.',
      page: `${guide}/eb-bus-to-bus.html`,
    },
    {
      behaviour: 'Retries and dead letters of rules',
      level: 'approximated',
      note: 'Attempts and age as the target says, backoff from half a second to ten minutes: AWS does not tell its own. Missing permission or target goes to the dead-letter queue at once.',
      page: `${guide}/eb-rule-dlq.html`,
    },
    {
      behaviour: 'Functions as targets',
      level: 'approximated',
      note: 'An event counts as delivered when the function has run. A function that fails is run again after one and two minutes; its own dead-letter queue and destinations are absent.',
      page: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html',
    },
    {
      behaviour: 'Schedules',
      level: 'approximated',
      note: 'rate() fires by itself, cron() only by `cloud.runSchedule(rule)`, which fires both at will.',
      page: `${guide}/eb-create-rule-schedule.html`,
    },
    {
      behaviour:
        'Archives, replays, schema registry, global endpoints, API destinations, EventBridge Scheduler',
      level: 'absent',
      note: 'A template that has them is refused.',
      page: `${guide}/eb-what-is.html`,
    },
  ],
};
