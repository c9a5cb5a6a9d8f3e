import type { Service } from '../service.ts';
import { cdkSupport } from './support.ts';

export function createCdkService(): Service {
  return { support: cdkSupport, identify: ({ logicalId }) => ({ ref: logicalId, attributes: {} }) };
}
