import type { RequestListener } from 'node:http';
import { type Problem, refuse } from '../../cloud-error.ts';
import type { EmitEvent } from '../../events.ts';
import type { FaultPoints } from '../../faults/fault-points.ts';
import { type LoopbackServer, listenOnLoopback } from '../../http/loopback-server.ts';
import type { CredentialsRegistry } from '../../iam/credentials-registry.ts';
import { createSignatureVerifier } from '../../iam/signature.ts';
import type { Resource, Service } from '../service.ts';
import { createFrontDoor } from './front-door.ts';
import type { IntegrationDependencies } from './lambda-integration.ts';
import {
  identifyPart,
  type RestApiConfig,
  resolveRestApis,
  restApiType,
  rootResourceId,
} from './rest-api-config.ts';
import { restApiSupport } from './support.ts';

export interface RestApiService extends Service {
  /** The stages of the started REST APIs and their addresses, each ending with the stage's name. */
  listStages(): { resource: Resource; url: string }[];
  /** Turns `https://<api id>.execute-api.<region>.amazonaws.com` inside a text into the API's address here. */
  localize(text: string): string;
}

export interface RestApiDependencies extends IntegrationDependencies {
  readonly credentials: Pick<CredentialsRegistry, 'find'>;
  readonly faults: FaultPoints;
  readonly emit: EmitEvent;
  readonly now?: () => number;
}

export function createRestApiService(deps: RestApiDependencies): RestApiService {
  const servers = new Map<string, LoopbackServer>();
  const frontDoors = new Map<string, RequestListener>();
  const configs: RestApiConfig[] = [];
  const urlOf = (apiId: string) => `http://${servers.get(apiId)?.address}`;

  const open = async (api: Resource) => {
    const id = identifyPart(api);
    const serve: RequestListener = (request, response) => {
      const frontDoor = frontDoors.get(id);
      if (frontDoor) frontDoor(request, response);
      else response.destroy();
    };
    // The gateway's own, smaller limit on headers must be the one that is met.
    servers.set(id, await listenOnLoopback(serve, { place: api.constructPath, maxHeaderSize: 64 * 1024 }));
  };

  return {
    support: restApiSupport,
    async listen(resources) {
      await Promise.all(resources.filter(({ type }) => type === restApiType).map(open));
    },
    identify,
    async start(resources) {
      const problems: Problem[] = [];
      configs.push(...resolveRestApis(resources, problems));
      refuse(problems);
      for (const config of configs) frontDoors.set(config.id, createFrontDoor(config, guard(config, deps)));
    },
    listStages: () =>
      configs.flatMap(({ id, resource, stages }) =>
        [...stages.keys()].map((stage) => ({ resource, url: `${urlOf(id)}/${stage}` })),
      ),
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

function identify(resource: Resource) {
  const id = identifyPart(resource);
  switch (resource.type) {
    case restApiType:
      return { ref: id, attributes: { RestApiId: id, RootResourceId: rootResourceId(resource) } };
    case 'AWS::ApiGateway::Resource':
      return { ref: id, attributes: { ResourceId: id } };
    case 'AWS::ApiGateway::Stage':
      return { ref: String(resource.property('StageName')), attributes: {} };
    case 'AWS::ApiGateway::Deployment':
      return { ref: id, attributes: { DeploymentId: id } };
    default:
      return { ref: id, attributes: {} };
  }
}

/** An API takes signatures of its own region only. */
function guard({ resource }: RestApiConfig, { credentials, now = Date.now, ...deps }: RestApiDependencies) {
  const regions = new Set([resource.stack.region]);
  return {
    ...deps,
    now,
    verify: createSignatureVerifier({ service: 'execute-api', regions, credentials, now }),
  };
}
