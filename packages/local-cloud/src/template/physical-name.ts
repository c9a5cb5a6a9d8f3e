import { createHash } from 'node:crypto';
import type { Resource } from '../services/service.ts';

type Identified = Pick<Resource, 'stack' | 'logicalId'>;

/** `<stack>-<logical id>-<suffix>`, as CloudFormation names things, yet the same at every start. */
export function physicalName(resource: Identified, maxLength = 128): string {
  const suffix = stableId(resource, 12).toUpperCase();
  const stem = `${resource.stack.name}-${resource.logicalId}`.slice(0, maxLength - suffix.length - 1);
  return `${stem}-${suffix}`;
}

/** Lower-case letters and digits, which depend on the stack and the logical id only. */
export function stableId({ stack, logicalId }: Identified, length: number): string {
  const digest = createHash('sha256').update(`${stack.account}/${stack.region}/${stack.name}/${logicalId}`);
  const digits = BigInt(`0x${digest.digest('hex')}`).toString(36);
  return digits.slice(-length);
}
