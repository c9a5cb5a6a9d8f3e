import type { ServiceSupport } from '../service.ts';

export const cloudWatchSupport: ServiceSupport = {
  service: 'CloudWatch',
  resourceTypes: {
    'AWS::CloudWatch::Alarm': {
      level: 'ignored',
      note: 'There are no metrics here, so no alarm ever changes its state.',
      page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudwatch-alarm.html',
      properties: ['AlarmName'],
      ignoredProperties: ['*'],
    },
  },
  behaviours: [],
};
