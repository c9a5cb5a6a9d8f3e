import { physicalName } from '../../template/physical-name.ts';
import type { Service } from '../service.ts';
import { logsSupport } from './support.ts';

export function createLogsService(): Service {
  return {
    support: logsSupport,
    identify(resource) {
      const { account, region } = resource.stack;
      const name = String(resource.property('LogGroupName') ?? physicalName(resource, 512));
      return { ref: name, attributes: { Arn: `arn:aws:logs:${region}:${account}:log-group:${name}:*` } };
    },
  };
}
