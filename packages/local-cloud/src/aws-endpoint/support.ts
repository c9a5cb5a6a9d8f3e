import type { ServiceSupport } from '../services/service.ts';

const guide = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';

export const awsEndpointSupport: ServiceSupport = {
  service: 'AWS endpoint',
  resourceTypes: {},
  behaviours: [
    {
      behaviour: 'One address for all services',
      level: 'approximated',
      note: 'Any client that takes an endpoint URL can talk to it; the service is told by the signature’s credential scope. What is not emulated answers UnknownOperationException.',
      page: 'https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html',
    },
    {
      behaviour: 'Request signatures',
      level: 'emulated',
      note: 'Signature version 4 in the Authorization header, of every request; presigned URLs are refused.',
      page: `${guide}/reference_sigv.html`,
    },
  ],
};
