import type { HttpResponse } from '../http/http-message.ts';
import { diffBody } from './diff-body.ts';
import { diffHeaders } from './diff-headers.ts';
import type { DiffRules } from './diff-rules.ts';
import type { Difference } from './difference.ts';

/** Every literal difference between two answers. Another status stands alone: what follows from it would only hide it. */
export function diffExchange(
  baseline: HttpResponse,
  candidate: HttpResponse,
  rules: DiffRules,
): Difference[] {
  if (baseline.status !== candidate.status)
    return [
      {
        code: 'parity.status',
        where: 'status',
        baseline: baseline.status,
        candidate: candidate.status,
        note: `the candidate's body: ${new TextDecoder().decode(candidate.body.subarray(0, 200)) || 'empty'}`,
      },
    ];
  return [...diffHeaders(baseline.headers, candidate.headers), ...diffBody(baseline, candidate, rules)];
}
