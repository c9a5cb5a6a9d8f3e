import type { ServiceSupport } from '../service.ts';

const template = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

export const snsSupport: ServiceSupport = {
  service: 'SNS',
  resourceTypes: {
    'AWS::SNS::Topic': {
      level: 'ignored',
      note: 'For alarms to name; nothing can be published here.',
      page: `${template}/aws-resource-sns-topic.html`,
      properties: ['FifoTopic', 'TopicName'],
      ignoredProperties: ['*'],
      refusedProperties: {
        Subscription: 'Leave subscriptions out of the stage that runs locally: nothing would arrive.',
      },
    },
    'AWS::SNS::TopicPolicy': {
      level: 'ignored',
      note: 'Nobody publishes here.',
      page: `${template}/aws-resource-sns-topicpolicy.html`,
      properties: [],
      ignoredProperties: ['*'],
    },
  },
  behaviours: [],
};
