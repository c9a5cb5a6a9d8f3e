import type { HttpRequest } from '../http/http-message.ts';

/** A request as it once went over the wire, or would. */
export interface RecordedRequest extends HttpRequest {
  /** Where it was found: `checkout.har entry 12`, `requests.sh:7`. */
  readonly place: string;
  /** `https://api.example.com`; absent where the file does not say. */
  readonly origin?: string;
}

/** What was not taken, and why. */
export interface Skipped {
  readonly place: string;
  readonly reason: string;
}

/** Thrown where a request cannot be taken; whoever reads the file goes on with the next one. */
export class NotTaken extends Error {}
