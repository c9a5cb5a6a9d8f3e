import type { ServiceSupport } from '../service.ts';

export const cdkSupport: ServiceSupport = {
  service: 'CDK',
  resourceTypes: {
    'AWS::CDK::Metadata': {
      level: 'ignored',
      note: 'Analytics of the CDK.',
      page: 'https://docs.aws.amazon.com/cdk/v2/guide/usage-data.html',
      properties: [],
      ignoredProperties: ['*'],
    },
  },
  behaviours: [],
};
