import type { IncomingMessage, ServerResponse } from 'node:http';
import { listenOnLoopback } from '../../http/loopback-server.ts';
import { readBody } from '../../http/read-body.ts';
import { type FunctionError, type InvocationOutcome, maxPayloadBytes } from './invocation.ts';

/**
 * Lambda's Runtime API for one execution environment: the runtime asks for the next event, and posts an answer.
 * https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export interface RuntimeApi {
  /** `127.0.0.1:49152`, the value of `AWS_LAMBDA_RUNTIME_API`. */
  readonly address: string;
  /** Hands over an event; only while the runtime is waiting for one. */
  dispatch(event: RuntimeEvent): void;
  close(): Promise<void>;
}

interface RuntimeEvent {
  readonly requestId: string;
  readonly payload: string | Buffer;
  readonly traceId: string;
  readonly functionArn: string;
  readonly deadlineMs: number;
}

/** What the runtime tells; each is called at the moment the request has arrived completely. */
export interface RuntimeListener {
  /** The runtime waits for an event: it has initialized, or is done with the last one. */
  onNext(): void;
  onOutcome(requestId: string, outcome: InvocationOutcome): void;
  onInitError(error: FunctionError): void;
}

const routes = /^\/2018-06-01\/runtime\/(?:(init\/error)|invocation\/(?:(next)|([^/]+)\/(response|error)))$/;

export async function createRuntimeApi(listener: RuntimeListener, place: string): Promise<RuntimeApi> {
  let waiting: ServerResponse | undefined;
  let current: string | undefined;

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const [, initError, next, requestId, kind] = routes.exec(request.url ?? '') ?? [];
    if (next && request.method === 'GET') {
      waiting = response;
      listener.onNext();
      return;
    }
    const body = await readBody(request, maxPayloadBytes);
    if (initError) {
      listener.onInitError(parseError(body, request));
      return answer(response, 202, { status: 'OK' });
    }
    if (!kind || !requestId)
      return answer(response, 404, { errorType: 'NotFound', errorMessage: 'Not found' });
    if (requestId !== current) {
      return answer(response, 400, { errorType: 'InvalidRequestID', errorMessage: 'Invalid request ID' });
    }
    current = undefined;
    listener.onOutcome(requestId, kind === 'error' ? { error: parseError(body, request) } : toOutcome(body));
    if (body) return answer(response, 202, { status: 'OK' });
    return answer(response, 413, { errorType: 'RequestEntityTooLarge', errorMessage: tooLarge.errorMessage });
  };

  const server = await listenOnLoopback(
    (request, response) => {
      // A runtime that dies in the middle of its request is told of by its exit.
      handle(request, response).catch(() => response.destroy());
    },
    { place },
  );

  return {
    address: server.address,
    dispatch({ requestId, payload, traceId, functionArn, deadlineMs }) {
      current = requestId;
      waiting?.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
        'lambda-runtime-aws-request-id': requestId,
        'lambda-runtime-deadline-ms': deadlineMs,
        'lambda-runtime-invoked-function-arn': functionArn,
        'lambda-runtime-trace-id': traceId,
      });
      waiting?.end(payload);
      waiting = undefined;
    },
    close: server.close,
  };
}

const tooLarge: FunctionError = {
  errorType: 'Function.ResponseSizeTooLarge',
  errorMessage: `Response payload size exceeded maximum allowed payload size (${maxPayloadBytes} bytes).`,
};

function toOutcome(body: Buffer | undefined): InvocationOutcome {
  return body ? { payload: body } : { error: tooLarge };
}

/** Runtimes name the type in a header as well; Node's own says `trace` where the API's schema says `stackTrace`. */
function parseError(body: Buffer | undefined, request: IncomingMessage): FunctionError {
  const header = request.headers['lambda-runtime-function-error-type'];
  try {
    const { errorType, errorMessage, trace, stackTrace } = JSON.parse(String(body)) as Record<
      string,
      unknown
    >;
    return {
      errorType: String(errorType ?? header ?? 'Unhandled'),
      errorMessage: String(errorMessage ?? ''),
      trace: (trace ?? stackTrace ?? []) as string[],
    };
  } catch {
    return { errorType: String(header ?? 'Unhandled'), errorMessage: String(body ?? '') };
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
