import type { AssembledStack } from './assembly/assembly.ts';
import type { Resource, Service } from './services/service.ts';

const authorizerType = 'AWS::ApiGatewayV2::Authorizer';

interface JwtConfiguration {
  readonly Issuer?: unknown;
  readonly Audience?: readonly unknown[];
}

/** Issuers that JWT authorizers name as plain text: a stand-in is made for each. */
export function listLiteralIssuers(stacks: readonly AssembledStack[]): string[] {
  const issuers = listConfigurations(stacks).map(({ Issuer }) => Issuer);
  return [...new Set(issuers.filter((issuer) => typeof issuer === 'string'))];
}

/** The first plain-text audience of any stack, for a lith that is started without the split which declares it. */
export function findLiteralAudience(stacks: readonly AssembledStack[]): string | undefined {
  const audiences = listConfigurations(stacks).flatMap(({ Audience = [] }) => Audience);
  return audiences.find((audience) => typeof audience === 'string');
}

/** What the started stacks want tokens to be for: an authorizer's audience, else a user pool client. */
export function findAudience(
  resources: readonly Resource[],
  { identify }: Pick<Service, 'identify'>,
): string | undefined {
  const authorizer = resources.find(({ type }) => type === authorizerType);
  const configuration = authorizer?.property('JwtConfiguration') as JwtConfiguration | undefined;
  const client = resources.find(({ type }) => type === 'AWS::Cognito::UserPoolClient');
  return (configuration?.Audience?.[0] as string | undefined) ?? (client && identify(client).ref);
}

function listConfigurations(stacks: readonly AssembledStack[]): JwtConfiguration[] {
  return stacks
    .flatMap(({ template }) => Object.values(template.Resources ?? {}))
    .filter(({ Type }) => Type === authorizerType)
    .map(({ Properties }) => (Properties?.JwtConfiguration ?? {}) as JwtConfiguration);
}
