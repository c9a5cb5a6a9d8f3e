import { diffExchange } from '../compare/diff-exchange.ts';
import { isScalar } from '../compare/difference.ts';
import type { Exchange } from '../compare/exchange.ts';
import type { HttpRequest, HttpResponse } from '../http/http-message.ts';
import { nothingKnown } from './correlation.ts';
import { pairLexemes } from './lexeme.ts';
import { createRecentMap } from './recent-map.ts';

/**
 * What two runs of one suite sent otherwise: both ask the same, so that what differs in their requests was taken from
 * answers and stands for the same thing, `17` in one run and `21` in the other, however little it looks like an id.
 */
export interface SentIds {
  learn(exchange: Exchange): void;
  /** Whether these two were sent in each other's place, and are built alike. */
  has(left: string, right: string): boolean;
}

/** Starts knowing nothing; remembers the last 65,000 pairs. */
export function createSentIds(): SentIds {
  const pairs = createRecentMap<string, true>();
  const toKey = (left: string, right: string) => `${left} ${right}`;
  return {
    learn({ baseline, candidate }) {
      for (const [left, right] of listTexts(baseline.played.request, candidate.played.request))
        for (const [{ text }, other] of pairLexemes(left, right) ?? [])
          if (text !== other) pairs.set(toKey(text, other), true);
    },
    has: (left, right) => pairs.get(toKey(left, right)) === true && isBuiltAlike(left, right),
  };
}

/** Whether two words are both numbers, or both not. */
export function isBuiltAlike(left: string, right: string): boolean {
  return /^\d+$/.test(left) === /^\d+$/.test(right);
}

/** The texts that differ between two requests. */
function listTexts(left: HttpRequest, right: HttpRequest): [string, string][] {
  const texts: [string, string][] = left.path === right.path ? [] : [[left.path, right.path]];
  const differences = diffExchange(toMessage(left), toMessage(right), { correlation: nothingKnown });
  for (const { baseline, candidate } of differences)
    if (isScalar(baseline) && isScalar(candidate)) texts.push([String(baseline), String(candidate)]);
  return texts;
}

const none = new Uint8Array();

/** As if it were an answer, with which it is compared by the same rules. */
function toMessage({ headers, body = none }: HttpRequest): HttpResponse {
  return { status: 0, headers, body };
}
