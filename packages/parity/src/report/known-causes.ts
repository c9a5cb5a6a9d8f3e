import { type CauseKey, foldCause, toCauseText } from './cause.ts';
import type { Counted } from './parity-report.ts';

/** Takes the findings of an earlier run out of this one. */
export interface KnownCauses {
  /** Whether the cause is known; it then counts a finding. */
  takes(cause: CauseKey): boolean;
  list(): Counted<CauseKey>[];
}

/** Creates the known causes of a run. */
export function createKnownCauses(causes: readonly CauseKey[]): KnownCauses {
  const entries = new Map(causes.map((cause) => [toCauseText(cause), { cause, findings: 0 }]));
  return {
    takes(cause) {
      const found = entries.get(toCauseText(cause)) ?? entries.get(toCauseText(foldCause(cause)));
      if (found) found.findings++;
      return found !== undefined;
    },
    list: () => [...entries.values()].map(({ cause, findings }) => ({ ...cause, findings })),
  };
}
