import { isDeepStrictEqual } from 'node:util';
import type { Request } from '../adapter/exchange.ts';
import { toComparable } from './compare.ts';
import { type Outcome, patience, unanswered } from './outcome.ts';
import type { Side } from './play.ts';

export interface Difference {
  readonly request: Request;
  /** The function that answered otherwise. */
  readonly by: string | undefined;
  readonly original: unknown;
  readonly split: unknown;
}

export interface Sides {
  readonly original: Side;
  readonly split: Side;
}

/** Asks both sides the same in the same order, since apps remember. */
export async function findDifferences(sides: Sides, requests: readonly Request[]): Promise<Difference[]> {
  const differences: Difference[] = [];
  const endless = new Set<string>();
  const revalidated = new Set<string>();
  for (const request of requests.filter(reachesFunctions)) {
    const path = request.target.split('?')[0] ?? '';
    if (endless.has(path)) continue;
    const outcomes = await askBoth(sides, request, request);
    if (typeof outcomes.original.answer === 'string') endless.add(path);
    differences.push(...compare(request, outcomes));
    if (request.method !== 'GET' || revalidated.has(path)) continue;
    revalidated.add(path);
    const [again, andThere] = [outcomes.original, outcomes.split].map((outcome) =>
      askAgain(request, outcome),
    );
    if (again && andThere) differences.push(...compare(again, await askBoth(sides, again, andThere)));
  }
  return differences;
}

/** HTTP APIs decode paths: `%2F`, `%3F`, `%23` and `%25` lose their meaning before any function, and `%zz` is refused. */
const reachesFunctions = ({ target }: Request): boolean =>
  !/^[^?]*%(?:2f|3f|23|25|[^\da-f]|.[^\da-f])/i.test(target);

interface Outcomes {
  readonly original: Outcome;
  readonly split: Outcome;
}

/** The original first: nobody waits long for a function where it does not answer either. */
async function askBoth(sides: Sides, toOriginal: Request, toSplit: Request): Promise<Outcomes> {
  const original = await sides.original.ask(toOriginal, patience.answerMs);
  const timeoutMs = original.answer === unanswered ? patience.likeOriginalMs : patience.answerMs;
  return { original, split: await sides.split.ask(toSplit, timeoutMs) };
}

function compare(request: Request, outcomes: Outcomes): Difference[] {
  const original = toComparable(outcomes.original.answer);
  const split = toComparable(outcomes.split.answer);
  return isDeepStrictEqual(original, split) ? [] : [{ request, by: outcomes.split.by, original, split }];
}

/** The same for a client that has the answer already; each side may have a tag of its own. */
const askAgain = (request: Request, { answer }: Outcome): Request | undefined =>
  typeof answer !== 'string' && answer.status === 200 && answer.headers.etag
    ? { ...request, headers: { ...request.headers, 'if-none-match': answer.headers.etag } }
    : undefined;
