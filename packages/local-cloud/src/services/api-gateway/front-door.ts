import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import type { EmitEvent } from '../../events.ts';
import { readBody } from '../../http/read-body.ts';
import type { ApiConfig } from './api-config.ts';
import { breakOff } from './break-off.ts';
import { gatewayAnswers } from './gateway-answer.ts';
import { authorize, type FindKey } from './jwt-authorizer.ts';
import { type IntegrationDependencies, integrate } from './lambda-integration.ts';
import { parseQuery, parseRequestPath } from './request-path.ts';
import type { GatewayResponse } from './response.ts';
import { createRouteSelection } from './route-selection.ts';
import { sendResponse } from './send-response.ts';
import { selectStage } from './stage.ts';

/** What lies behind the front door of an API. */
export interface FrontDoorDependencies extends IntegrationDependencies {
  readonly findKey: FindKey;
  readonly emit: EmitEvent;
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
export const maxBodyBytes = 10 * 1024 * 1024;
export const maxHeadBytes = 10_240;

/** One request on its way through the gateway. */
interface Passage {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly receivedAt: Date;
  /** There when a route was found, for the event. */
  routeKey?: string;
}

/** Listens to the requests of one API: stage, route, authorizer, body, integration. */
export function createFrontDoor(api: ApiConfig, deps: FrontDoorDependencies): RequestListener {
  const answer = createAnswering(api, deps);
  return (request, response) => {
    const startedAt = performance.now();
    const passage: Passage = { request, requestId: createRequestId(), receivedAt: new Date() };
    answer(passage)
      .then((result) => {
        deps.emit({
          type: 'api.request',
          api: api.resource.constructPath,
          ...(passage.routeKey && { routeKey: passage.routeKey }),
          method: request.method ?? '',
          path: request.url ?? '',
          status: result.status,
          durationMs: performance.now() - startedAt,
        });
        sendResponse(request, response, { ...result, requestId: passage.requestId });
      })
      .catch((error: Error) =>
        breakOff({ api: api.resource.constructPath, request, response, error }, deps.emit),
      );
  };
}

function createAnswering(api: ApiConfig, deps: FrontDoorDependencies) {
  const selectRoute = createRouteSelection(api.routes);
  return async (passage: Passage): Promise<GatewayResponse> => {
    const { request, receivedAt, requestId } = passage;
    const { method = '', headers, rawHeaders, socket } = request;
    if (countHeadBytes(request) > maxHeadBytes) return gatewayAnswers.headersTooLarge;
    const path = parseRequestPath(request.url ?? '/');
    if (!path) return gatewayAnswers.badRequest;
    const stage = selectStage(api.stages, path.rawPath);
    const selected = stage && selectRoute(method, stage.routePath);
    if (!selected) return gatewayAnswers.notFound;
    const { authorizer, scopes, key } = selected.route;
    passage.routeKey = key.text;

    const credentials = { headers, query: parseQuery(path.rawQueryString) ?? {}, scopes, now: receivedAt };
    const authorization = authorizer && (await authorize(authorizer, credentials, deps.findKey));
    if (authorization?.refusal) return authorization.refusal;

    const body = await readBody(request, maxBodyBytes);
    if (!body) return gatewayAnswers.tooLarge;
    const sourceIp = socket.remoteAddress ?? '127.0.0.1';
    const arrived = { requestId, receivedAt, method, path, rawHeaders, body, sourceIp };
    return integrate(arrived, { api, stage, selected, authorizer: authorization?.authorizer }, deps);
  };
}

/** Request line and header values count together. */
export function countHeadBytes({ method = '', url = '', rawHeaders }: IncomingMessage): number {
  const values = rawHeaders.filter((_, index) => index % 2 === 1);
  return [`${method} ${url} HTTP/1.1`, ...values].reduce((sum, text) => sum + text.length, 0);
}

/** Fifteen characters and `=`, like `JCJM3j95PHcEJHg=`. */
export function createRequestId(): string {
  return randomBytes(11).toString('base64');
}
