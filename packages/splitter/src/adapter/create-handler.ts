import { createServer, type RequestListener, type Server } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { MemorySocket } from './memory-socket.ts';
import { formatRequest } from './request-bytes.ts';
import { parseResponse } from './response-bytes.ts';

/** An Express app, any other listener of requests, or the server that the app was given to. */
export type App = RequestListener | Server;

/** Two parameters: Node.js 24 on Lambda refuses a handler that could take a callback. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * An app as a Lambda function behind an HTTP API, payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 *
 * Every event becomes a connection of its own to Node's HTTP server, in memory: what the app sees and what is answered for it
 * (default pages, `close` events, HEAD, chunks, early answers) is what Node does on a socket. See docs/decisions/0007.
 *
 * @param source the app, or a function without parameters that makes it, called once and at once.
 * @returns a handler that rejects when the app closes the connection before its answer is whole. Where the app throws past all
 *   of its error handlers, the process ends, as it would behind a socket.
 */
export function createHandler(source: App | (() => App | Promise<App>)): LambdaHandler {
  const server = isFactory(source) ? settle(source(), toServer) : toServer(source);
  return async (event, _context) => {
    const socket = new MemorySocket(event.requestContext.http.sourceIp, formatRequest(event));
    (await server).emit('connection', socket);
    await new Promise((resolve) => socket.once('close', resolve));
    return parseResponse(socket.written, event.requestContext.http.method);
  };
}

const isFactory = (source: App | (() => App | Promise<App>)): source is () => App | Promise<App> =>
  typeof source === 'function' && source.length === 0;

/** No `await` for what is no promise: an app that throws while it is made shall do so while the function starts. */
const settle = (app: App | Promise<App>, use: (app: App) => Server): Server | Promise<Server> =>
  app instanceof Promise ? app.then(use) : use(app);

/** A server of our own, also for a captured one: that may await TLS. */
const toServer = (app: App): Server =>
  createServer({ requireHostHeader: false }, (request, response) => {
    // The gateway dates its answers; the app may still do so itself.
    response.sendDate = false;
    // An invocation has one request: keeping the connection alive would keep its answer back.
    response.once('close', () => request.socket.destroySoon());
    if (typeof app === 'function') app(request, response);
    else app.emit('request', request, response);
  });
