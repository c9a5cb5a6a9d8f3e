import { physicalName } from '../../template/physical-name.ts';
import type { Service } from '../service.ts';
import { cloudWatchSupport } from './support.ts';

/** Alarms have a name and an ARN, and never sound. */
export function createCloudWatchService(): Service {
  return {
    support: cloudWatchSupport,
    identify(resource) {
      const { account, region } = resource.stack;
      const name = String(resource.property('AlarmName') ?? physicalName(resource));
      return { ref: name, attributes: { Arn: `arn:aws:cloudwatch:${region}:${account}:alarm:${name}` } };
    },
  };
}
