/** What a function is handed, and what comes back. */
export interface Invocation {
  readonly requestId: string;
  /** JSON text of the event. */
  readonly payload: string | Buffer;
  /** `Root=1-…;Parent=…;Sampled=0` */
  readonly traceId: string;
}

/** The function's own answer, or the error that stands for it; an invoker sees both with status 200. */
export type InvocationOutcome =
  | { readonly payload: Buffer; readonly error?: undefined }
  | { readonly error: FunctionError };

/** `errorType` as Lambda reports it: `Sandbox.Timedout`, `Runtime.ExitError`, or the thrown error's name. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** Lambda itself refuses the invocation, before a function sees it. */
export class InvocationRefused extends Error {
  override readonly name = 'InvocationRefused';
  readonly reason: 'throttled' | 'too-large' | 'closed';

  constructor(reason: InvocationRefused['reason']) {
    super(`Invocation refused: ${reason}`);
    this.reason = reason;
  }
}

/**
 * 6 MB and room for the envelope, for event and answer alike.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
export const maxPayloadBytes = 6 * 1024 * 1024 + 100;
