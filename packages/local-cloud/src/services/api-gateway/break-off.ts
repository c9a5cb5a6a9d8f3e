import type { IncomingMessage, ServerResponse } from 'node:http';
import type { EmitEvent } from '../../events.ts';

interface BrokenPassage {
  /** Construct path. */
  readonly api: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly error: Error;
}

/** Ends a request over which the gateway broke, and tells why. A client that has gone is nobody's mistake. */
export function breakOff({ api, request, response, error }: BrokenPassage, emit: EmitEvent): void {
  const { method = '', url = '', socket } = request;
  const errorMessage = error.stack ?? error.message;
  if (!socket.destroyed) emit({ type: 'api.failed', api, method, path: url, errorMessage });
  response.destroy();
}
