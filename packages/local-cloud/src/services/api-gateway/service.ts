import type { RequestListener } from 'node:http';
import { type Problem, refuse } from '../../cloud-error.ts';
import { type LoopbackServer, listenOnLoopback } from '../../http/loopback-server.ts';
import type { Resource, Service } from '../service.ts';
import { type ApiConfig, apiType, identifyPart, resolveApis } from './api-config.ts';
import { createFrontDoor, type FrontDoorDependencies } from './front-door.ts';
import { apiGatewaySupport } from './support.ts';

export interface ApiGatewayService extends Service {
  /** The started APIs and their addresses. */
  listApis(): { resource: Resource; url: string }[];
  /** Turns `https://<api id>.execute-api.<region>.amazonaws.com` inside a text into the API's address here. */
  localize(text: string): string;
}

export interface ApiGatewayDependencies extends FrontDoorDependencies {
  /** Port of the first API; the others take the following ones. 0: any. */
  readonly port: number;
  /** Whether tokens of this issuer can be verified here. */
  knowsIssuer(issuer: string): boolean;
}

export function createApiGatewayService(deps: ApiGatewayDependencies): ApiGatewayService {
  const servers = new Map<string, LoopbackServer>();
  const frontDoors = new Map<string, RequestListener>();
  const apis: Resource[] = [];
  const urlOf = (apiId: string) => `http://${servers.get(apiId)?.address}`;

  const open = async (api: Resource, port: number) => {
    const id = identifyPart(api);
    const serve: RequestListener = (request, response) => {
      const frontDoor = frontDoors.get(id);
      if (frontDoor) frontDoor(request, response);
      else response.destroy();
    };
    // The gateway's own, smaller limit on headers must be the one that is met.
    const options = { port, place: api.constructPath, maxHeaderSize: 64 * 1024 };
    servers.set(id, await listenOnLoopback(serve, options));
    apis.push(api);
  };

  return {
    support: apiGatewaySupport,
    async listen(resources) {
      const declared = resources.filter(({ type }) => type === apiType);
      await Promise.all(declared.map((api, index) => open(api, deps.port && deps.port + index)));
    },
    identify(resource) {
      const id = identifyPart(resource);
      switch (resource.type) {
        case apiType:
          return { ref: id, attributes: { ApiId: id, ApiEndpoint: urlOf(id) } };
        case 'AWS::ApiGatewayV2::Stage':
          return { ref: String(resource.property('StageName')), attributes: {} };
        case 'AWS::ApiGatewayV2::Authorizer':
          return { ref: id, attributes: { AuthorizerId: id } };
        default:
          return { ref: id, attributes: {} };
      }
    },
    async start(resources) {
      const problems: Problem[] = [];
      const configs = resolveApis(resources, problems);
      refuse([...problems, ...configs.flatMap((config) => checkIssuers(config, deps))]);
      for (const config of configs) frontDoors.set(config.id, createFrontDoor(config, deps));
    },
    listApis: () => apis.map((resource) => ({ resource, url: urlOf(identifyPart(resource)) })),
    localize: (text) =>
      text.replace(
        /https:\/\/([a-z0-9]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com/g,
        (address, id: string) => (servers.has(id) ? urlOf(id) : address),
      ),
    async close() {
      await Promise.all([...servers.values()].map((server) => server.close()));
    },
  };
}

function checkIssuers(
  { resource, routes }: ApiConfig,
  { knowsIssuer }: Pick<ApiGatewayDependencies, 'knowsIssuer'>,
): Problem[] {
  const issuers = new Set(routes.flatMap(({ authorizer }) => authorizer?.issuer ?? []));
  return [...issuers]
    .filter((issuer) => !knowsIssuer(issuer))
    .map((issuer) => ({
      code: 'api-gateway.unknown-issuer',
      message: `Nothing stands in for the issuer ${issuer} of a JWT authorizer.`,
      place: resource.constructPath,
      nextStep: 'Give the authorizer a user pool of these stacks or a literal issuer URL.',
    }));
}
