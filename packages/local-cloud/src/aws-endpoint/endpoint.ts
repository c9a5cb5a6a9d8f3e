import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FaultPoints } from '../faults/fault-points.ts';
import { collectBody } from '../http/collect-body.ts';
import { type LoopbackServer, listenOnLoopback } from '../http/loopback-server.ts';
import type { CredentialsRegistry } from '../iam/credentials-registry.ts';
import { createSignatureVerifier, type SignatureVerifier } from '../iam/signature.ts';
import type { Service } from '../services/service.ts';
import type { AwsServiceHandler, WireAnswer } from './handler.ts';
import { createJsonError } from './json-protocol.ts';
import { findSigningName, selectHandler } from './select-handler.ts';
import { awsEndpointSupport } from './support.ts';

/** The one address that SDK clients take for all of AWS (`AWS_ENDPOINT_URL`). README.md tells what happens there. */
export interface AwsEndpoint extends Service {
  /** `http://127.0.0.1:49152`. There after `listen`. */
  readonly url: string;
}

export interface AwsEndpointDependencies {
  readonly handlers: readonly AwsServiceHandler[];
  readonly credentials: Pick<CredentialsRegistry, 'find'>;
  readonly faults: Pick<FaultPoints, 'finishCall'>;
  /** Regions whose endpoints this one stands for. */
  readonly regions: ReadonlySet<string>;
  readonly now?: () => number;
}

export function createAwsEndpoint(deps: AwsEndpointDependencies): AwsEndpoint {
  const { credentials, faults, regions, now = Date.now } = deps;
  const handlers: readonly VerifiedHandler[] = deps.handlers.map((handler) => {
    const { signingName, targetPrefix } = handler;
    const verify = createSignatureVerifier({ service: signingName, regions, credentials, now });
    return { handler, verify, signingName, ...(targetPrefix !== undefined && { targetPrefix }) };
  });
  let server: LoopbackServer | undefined;
  return {
    support: awsEndpointSupport,
    get url() {
      if (!server) throw new Error('url is there after listen().');
      return `http://${server.address}`;
    },
    async listen() {
      server = await listenOnLoopback(
        async (request, response) =>
          write(await answerRequest(request, response, { handlers, faults }), response),
        // Clients keep connections, too; one that ends under a request would look like a fault of AWS.
        { place: 'the AWS endpoint', keepAliveTimeout: 0 },
      );
    },
    identify: () => {
      throw new Error('The AWS endpoint has no resources.');
    },
    async close() {
      await server?.close();
    },
  };
}

interface VerifiedHandler extends Pick<AwsServiceHandler, 'signingName' | 'targetPrefix'> {
  readonly handler: AwsServiceHandler;
  readonly verify: SignatureVerifier;
}

async function answerRequest(
  incoming: IncomingMessage,
  response: ServerResponse,
  { handlers, faults }: { handlers: readonly VerifiedHandler[]; faults: Pick<FaultPoints, 'finishCall'> },
): Promise<WireAnswer> {
  const { method = '', url = '/', headers } = incoming;
  const selected = selectHandler(headers, handlers);
  const body = await collectBody(incoming).catch(() => Buffer.alloc(0));
  const request = { method, url, headers, body };
  if (!selected) return formatUnknownService(findSigningName(headers));
  const { handler, verify } = selected;
  try {
    const caller = await verify(request);
    if ('code' in caller) return handler.refuse(caller, request);
    const answer = await handler.answer({ caller, request, signal: signalOf(response) });
    faults.finishCall(caller.accessKeyId);
    return answer;
  } catch (error) {
    return handler.fail(error as Error, request);
  }
}

function signalOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

function write({ status, headers, body }: WireAnswer, response: ServerResponse): void {
  // A caller that has gone, e.g. a function killed meanwhile, needs no answer.
  response.on('error', () => {});
  response.writeHead(status, headers).end(body);
}

function formatUnknownService(signingName: string | undefined): WireAnswer {
  const message =
    signingName === undefined
      ? 'Request is missing Authentication Token'
      : `The local cloud does not emulate the service ${signingName}.`;
  const name =
    signingName === undefined ? 'MissingAuthenticationTokenException' : 'UnknownOperationException';
  return createJsonError({ version: '1.0', type: `com.amazon.coral.service#${name}`, message });
}
