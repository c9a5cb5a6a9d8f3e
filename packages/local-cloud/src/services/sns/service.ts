import { physicalName } from '../../template/physical-name.ts';
import type { Service } from '../service.ts';
import { snsSupport } from './support.ts';

/** Topics have a name and an ARN, for alarms to refer to. */
export function createSnsService(): Service {
  return {
    support: snsSupport,
    identify(resource) {
      if (resource.type !== 'AWS::SNS::Topic') return { ref: resource.logicalId, attributes: {} };
      const { account, region } = resource.stack;
      const suffix = resource.property('FifoTopic') === true ? '.fifo' : '';
      const name = String(resource.property('TopicName') ?? physicalName(resource) + suffix);
      const arn = `arn:aws:sns:${region}:${account}:${name}`;
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
  };
}
