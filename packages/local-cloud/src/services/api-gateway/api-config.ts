import type { Problem } from '../../cloud-error.ts';
import { stableId } from '../../template/physical-name.ts';
import type { Resource } from '../service.ts';
import type { JwtAuthorizer } from './jwt-authorizer.ts';
import { parseRouteKey, type RouteKey } from './route-key.ts';

/** An HTTP API with everything that its other resources add to it. */
export interface ApiConfig {
  readonly resource: Resource;
  readonly id: string;
  readonly stages: ReadonlyMap<string, StageConfig>;
  readonly routes: readonly RouteConfig[];
}

export interface StageConfig {
  readonly variables: Readonly<Record<string, string>> | undefined;
}

export interface RouteConfig {
  readonly key: RouteKey;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
}

/** The id that API Gateway would give: `Ref` of the API, integration, authorizer, route. */
export function identifyPart(resource: Resource): string {
  return stableId(resource, resource.type === apiType ? 10 : 7);
}

export const apiType = 'AWS::ApiGatewayV2::Api';

/** Gathers the resources of all APIs; what cannot be run as written is added to the problems. */
export function resolveApis(resources: readonly Resource[], problems: Problem[]): ApiConfig[] {
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === `AWS::ApiGatewayV2::${type}`);
  return ofType('Api').map((api) => {
    const id = identifyPart(api);
    const ofApi = (type: string) => ofType(type).filter((part) => part.property('ApiId') === id);
    const parts = {
      integrations: new Map(ofApi('Integration').map((part) => [identifyPart(part), part])),
      authorizers: new Map(ofApi('Authorizer').map((part) => [identifyPart(part), part])),
    };
    checkApi(api, problems);
    return {
      resource: api,
      id,
      stages: new Map(
        ofApi('Stage').map((stage) => [String(stage.property('StageName')), resolveStage(stage)]),
      ),
      routes: ofApi('Route').flatMap((route) => resolveRoute(route, parts, problems) ?? []),
    };
  });
}

interface Parts {
  readonly integrations: ReadonlyMap<string, Resource>;
  readonly authorizers: ReadonlyMap<string, Resource>;
}

function resolveStage(stage: Resource): StageConfig {
  return { variables: stage.property('StageVariables') as Record<string, string> | undefined };
}

function resolveRoute(route: Resource, parts: Parts, problems: Problem[]): RouteConfig | undefined {
  const text = String(route.property('RouteKey'));
  const key = parseRouteKey(text);
  const target = String(route.property('Target') ?? '').replace('integrations/', '');
  const integration = parts.integrations.get(target);
  const report = reporter(route, problems);
  if (!key)
    report('route-key', `API Gateway refuses the route key "${text}".`, 'Write it as "GET /path/{x}".');
  if (!integration) report('route-target', `Target ${target} is no integration of the API.`, 'Give it one.');
  const authorizer = resolveAuthorizer(route, parts, problems);
  if (!key || !integration) return undefined;
  return {
    key,
    ...resolveIntegration(integration, problems),
    authorizer,
    scopes: (route.property('AuthorizationScopes') ?? []) as string[],
  };
}

function resolveIntegration(
  integration: Resource,
  problems: Problem[],
): Pick<RouteConfig, 'functionArn' | 'timeoutMs'> {
  const report = reporter(integration, problems);
  const type = integration.property('IntegrationType');
  const version = integration.property('PayloadFormatVersion');
  const [functionArn = ''] =
    /arn:aws:lambda:[^:]+:\d+:function:[^:/]+/.exec(String(integration.property('IntegrationUri'))) ?? [];
  if (type !== 'AWS_PROXY' || functionArn === '') {
    report(
      'integration',
      `Integration type ${type} cannot run here.`,
      'Integrate a Lambda function (AWS_PROXY).',
    );
  }
  if (version !== '2.0') {
    report(
      'payload-format',
      `Payload format ${version} is not emulated.`,
      'Set PayloadFormatVersion to 2.0.',
    );
  }
  return { functionArn, timeoutMs: Number(integration.property('TimeoutInMillis') ?? 30_000) };
}

function resolveAuthorizer(
  route: Resource,
  { authorizers }: Parts,
  problems: Problem[],
): JwtAuthorizer | undefined {
  const type = route.property('AuthorizationType') ?? 'NONE';
  if (type === 'NONE') return undefined;
  const authorizer = authorizers.get(String(route.property('AuthorizerId')));
  if (type !== 'JWT' || !authorizer) {
    reporter(route, problems)(
      'authorizer',
      `Authorization ${type} is not emulated.`,
      'Use a JWT authorizer.',
    );
    return undefined;
  }
  const jwt = authorizer.property('JwtConfiguration') as { Issuer: string; Audience: string[] };
  const [identitySource = '$request.header.Authorization'] = [authorizer.property('IdentitySource')].flat();
  return { issuer: jwt.Issuer, audiences: jwt.Audience, identitySource: String(identitySource) };
}

function checkApi(api: Resource, problems: Problem[]): void {
  const protocol = api.property('ProtocolType');
  if (protocol === 'HTTP') return;
  reporter(api, problems)('protocol', `Protocol ${protocol} is not emulated.`, 'Use an HTTP API.');
}

function reporter({ constructPath: place }: Resource, problems: Problem[]) {
  return (code: string, message: string, nextStep: string): void =>
    void problems.push({ code: `api-gateway.${code}`, message, place, nextStep });
}
