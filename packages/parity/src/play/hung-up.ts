import { EnvironmentError } from '../errors.ts';
import type { HttpResponse, Send } from '../http/http-message.ts';

/** What stands for an answer where the connection ended without one, or the time was up. */
const hungUp: HttpResponse = { status: 0, headers: [], body: new Uint8Array() };

/** The same transport for a request that a server may refuse by hanging up. */
export function orHungUp(send: Send, signal: AbortSignal | undefined): Send {
  return async (request) => {
    try {
      return await send(request);
    } catch (error) {
      if (!(error instanceof EnvironmentError) || signal?.aborted) throw error;
      return hungUp;
    }
  };
}
