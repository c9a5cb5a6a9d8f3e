/** An ordered list of requests; a later step uses what earlier answers of the same side contained. */
export interface Scenario {
  /** Unique in a suite, `area.kebab-case`: `bookings.create-and-read`. */
  readonly name: string;
  readonly steps: readonly Step[];
}

/** One request of a scenario, and what is kept of its answer. */
export interface Step {
  /** Unique in its scenario. */
  readonly name: string;
  /** The request, or a function of the values captured so far on that side. */
  readonly request: Request | ((captured: Captured) => Request);
  /**
   * Who else sends the same at the same time: `[{ as: 'ben' }]`. All answers are compared as one, a list of outcomes in no order; of a
   * success its status, media type and the shape of its JSON.
   */
  readonly rivals?: readonly Pick<Request, 'as'>[];
  /** The status wanted on the baseline; another one there is the finding `parity.unexpected-status`. */
  readonly expect?: number;
  /**
   * For answers that follow from something asynchronous: each side is asked again until its answer has settled, and only then
   * compared. One that does not settle in time is the finding `parity.unsettled`.
   */
  readonly settles?: Settlement;
  /**
   * For requests that are malformed on purpose: a server may hang up, or let the time pass, instead of answering. That is an answer
   * like any other then, with status 0, and not the end of the run.
   */
  readonly mayHangUp?: true;
  /** Places of lists whose order means nothing: `body:/items`, `body:/*`; `body:` where the whole body is the list. */
  readonly orderBlind?: readonly string[];
  /** Names for later steps, and where in the answer each value is. */
  readonly capture?: Readonly<Record<string, CaptureSource>>;
}

/** When an answer has settled, and how long that may take. */
export interface Settlement {
  readonly withinMs: number;
  /** @param answer its status, and its body where that is JSON */
  // biome-ignore lint/suspicious/noExplicitAny: what an API answers is known to the scenario alone.
  readonly until: (answer: { readonly status: number; readonly json: any }) => boolean;
}

/** A place in an answer: `body:/items/0/id` (RFC 6901 pointer), `header:etag`, `cookie:session` or `status`. */
export type CaptureSource = `body:${string}` | `header:${string}` | `cookie:${string}` | 'status';

/** Values by captured name. Numbers and booleans arrive as their text. `origin` is there from the start: the target's own. */
export type Captured = Readonly<Record<string, string>>;

/** A request as a scenario states it: at most one of `json`, `text`, `form`, `bytes` and `rawBody`. */
export interface Request {
  readonly method: string;
  /** Path and query, sent exactly as written: nothing is encoded, normalised or resolved. */
  readonly path: string;
  /** A list sends the header on several lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The name of a credential: each target gives its own token, sent as `Authorization: Bearer <token>`. */
  readonly as?: string | undefined;
  /**
   * How the token goes along where it is not to be a bearer token: `(token) => ({ headers: { cookie: `session=${token}` } })`. Its
   * headers join those of the request.
   */
  readonly present?: (token: string) => Pick<Request, 'headers' | 'json' | 'form'>;
  /** Sent as JSON with `content-type: application/json`, unless the headers state a type. */
  readonly json?: unknown;
  /** Sent with `content-type: text/plain; charset=utf-8`, unless the headers state a type. */
  readonly text?: string;
  /** Sent with `content-type: application/x-www-form-urlencoded`, unless the headers state a type. */
  readonly form?: Readonly<Record<string, string>>;
  /** Sent with `content-type: application/octet-stream`, unless the headers state a type. */
  readonly bytes?: Uint8Array;
  /** Sent as it is, without any content type of its own: for malformed bodies. */
  readonly rawBody?: string | Uint8Array;
}
