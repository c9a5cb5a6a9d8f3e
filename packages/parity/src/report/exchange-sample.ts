import type { Exchange } from '../compare/exchange.ts';
import type { HeaderLine } from '../http/http-message.ts';
import type { Scrubber } from '../http/secrets.ts';
import type { AnsweredStep } from '../play/playthrough.ts';
import { type SampleBody, sampleBodies } from './sample-body.ts';
import { cut } from './shorten.ts';

/** One exchange on both sides, to look at: without secrets, and of bodies and headers no more than some kilobytes. */
export interface ExchangeSample {
  readonly scenario: string;
  readonly step: string;
  /** Where this exchange differs in a way that counts; what else differs varies on the baseline, too, or is accepted. */
  readonly places: readonly string[];
  readonly baseline: SampledSide;
  readonly candidate: SampledSide;
}

/** What was asked, and what was answered. */
export interface SampledSide {
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: readonly HeaderLine[];
    readonly body: SampleBody;
  };
  readonly response: {
    readonly status: number;
    readonly headers: readonly HeaderLine[];
    readonly body: SampleBody;
  };
  readonly durationMs: number;
}

const longestPath = 1000;
const mostHeaders = 40;
const mostPlaces = 100;

/** Takes the sample of an exchange whose differences at `places` count; it must show the one at `place`. */
export function sampleExchange(
  { scenario, step, baseline, candidate }: Exchange,
  { place, places, scrubber }: { place: string; places: readonly string[]; scrubber: Scrubber },
): ExchangeSample {
  const played = [baseline.played, candidate.played] as const;
  const requests = sampleBodies(mapPair(played, toRequestMessage), { place: '', scrubber });
  const responses = sampleBodies([baseline.played.response, candidate.played.response], { place, scrubber });
  const sampleHeaders = (headers: readonly HeaderLine[]) =>
    scrubber
      .headers(headers)
      .slice(0, mostHeaders)
      .map(([name, value]): HeaderLine => [name, cut(value)]);
  const [left, right] = mapPair(
    played,
    ({ request, response, durationMs }, index): SampledSide => ({
      request: {
        method: request.method,
        path: cut(scrubber.text(request.path), longestPath),
        headers: sampleHeaders(request.headers),
        body: requests[index],
      },
      response: {
        status: response.status,
        headers: sampleHeaders(response.headers),
        body: responses[index],
      },
      durationMs: Math.round(durationMs * 100) / 100,
    }),
  );
  return { scenario, step, places: places.slice(0, mostPlaces), baseline: left, candidate: right };
}

function toRequestMessage({ request: { headers, body = new Uint8Array() } }: AnsweredStep) {
  return { headers, body };
}

function mapPair<From, To>(
  [one, other]: readonly [From, From],
  map: (from: From, index: 0 | 1) => To,
): [To, To] {
  return [map(one, 0), map(other, 1)];
}
