import type { ServiceSupport } from '../service.ts';

export const logsSupport: ServiceSupport = {
  service: 'CloudWatch Logs',
  resourceTypes: {
    'AWS::Logs::LogGroup': {
      level: 'ignored',
      note: 'Has a name and an ARN; lines are events of the cloud and are not stored.',
      page: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html',
      properties: ['LogGroupName'],
      ignoredProperties: ['*'],
    },
  },
  behaviours: [],
};
