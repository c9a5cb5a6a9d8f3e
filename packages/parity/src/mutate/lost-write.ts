import { judgeRecorded } from '../compare/judge-recorded.ts';
import { type Correlation, createCorrelation } from '../correlate/correlation.ts';
import { translateBodyIds, translateIds } from '../correlate/translate-ids.ts';
import type { Random } from '../generate/random.ts';
import type { HttpResponse } from '../http/http-message.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import { renewId } from './change-value.ts';

/** Answers for writes that do not happen: those of an earlier play, with the ids of this one. */
export interface LostWrites {
  /** Learns which ids of the earlier play stand for which of this one. */
  learn(earlier: AnsweredStep, now: AnsweredStep): void;
  /** What the write of a step would be answered. An id that it had made is another new one. */
  answer(earlier: AnsweredStep): HttpResponse;
}

/** Starts a play; `varying` knows as candidates' ids all those which vary from play to play. */
export function createLostWrites(varying: Correlation, random: Random): LostWrites {
  const ids = createCorrelation();
  const find = (id: string) => {
    const known = ids.findCandidate(id);
    if (known !== undefined || varying.findBaseline(id) === undefined) return known;
    const fresh = renewId(id, random);
    ids.pair(id, fresh);
    return fresh;
  };
  return {
    learn: (earlier, now) => void judgeRecorded({ baseline: earlier, candidate: now }, { correlation: ids }),
    answer: ({ response: { status, headers, body } }) => ({
      status,
      headers: headers.map(([name, value]) => [name, translateIds(value, find)]),
      body: translateBodyIds(body, find),
    }),
  };
}
