import type { ActingService } from '../../iam/principal.ts';
import type { Rule } from './rule.ts';

/** EventBridge calls queues and functions by itself; their policies name it, and the rule as `aws:SourceArn`. */
export function actFor({ arn, account }: Pick<Rule, 'arn' | 'account'>): ActingService {
  return { kind: 'service', name: 'events.amazonaws.com', sourceArn: arn, account };
}
