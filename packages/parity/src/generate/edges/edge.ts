import type { Captured, Request } from '../../scenario/scenario.ts';
import type { Sample } from '../sample.ts';

/**
 * One way to ask a route that some client, crawler or mistake finds sooner or later. Data as far as it goes: what it leaves out
 * is the route's own method, plausible path, no headers and no body.
 */
export interface Edge {
  /** Also the step's name: `trailing-slash`. */
  readonly name: string;
  readonly method?: string;
  readonly path?: (sample: Sample) => string;
  readonly headers?: Request['headers'];
  /** Headers that need what the plain request was answered. */
  readonly headersFrom?: (plain: Captured) => Request['headers'];
  readonly body?: RequestBody;
  /** So malformed that a server may hang up. */
  readonly mayHangUp?: true;
  /** Only for routes whose method usually carries a body. */
  readonly carriersOnly?: true;
}

type RequestBody = Pick<Request, 'json' | 'text' | 'form' | 'bytes' | 'rawBody'>;
