import type { HttpRequest } from '../http/http-message.ts';

/** A request as it once went over the wire, or would. */
export interface RecordedRequest extends HttpRequest {
  /** Where it was found: `checkout.har entry 12`, `requests.sh:7`. */
  readonly place: string;
  /** `https://api.example.com`; absent where the file does not say. */
  readonly origin?: string;
}

/** Something in the place of a request that is none, or none that can be sent. */
export interface Untaken {
  readonly place: string;
  readonly reason: string;
}

/** Thrown where a request cannot be taken; whoever reads the file goes on with the next one. */
export class NotTaken extends Error {}

/** What a place holds; where it refuses, its reason is kept. */
export function takeAt(
  place: string,
  read: () => Omit<RecordedRequest, 'place'> | Omit<Untaken, 'place'>,
): RecordedRequest | Untaken {
  try {
    return { place, ...read() };
  } catch (error) {
    if (!(error instanceof NotTaken)) throw error;
    return { place, reason: error.message };
  }
}
