import type { KeyObject } from 'node:crypto';
import type { RequestListener } from 'node:http';
import type { StandInIssuer, TokenRequest } from '../../cloud.ts';
import { type LoopbackServer, listenOnLoopback } from '../../http/loopback-server.ts';
import { stableId } from '../../template/physical-name.ts';
import type { Resource, Service } from '../service.ts';
import { createSigningKey } from './signing-key.ts';
import { cognitoSupport } from './support.ts';
import { planClaims, signToken } from './token.ts';

/** The OIDC issuers of a cloud: one address, a path for each user pool and for each literal issuer. */
export interface CognitoService extends Service {
  readonly issuers: readonly StandInIssuer[];
  issueToken(request: TokenRequest): Promise<string>;
  findKey(issuer: string, keyId: string | undefined): Promise<KeyObject | undefined>;
  /** Puts the stand-ins' addresses in the place of the issuers that they stand for. */
  localize(text: string): string;
}

export interface CognitoDependencies {
  /** Issuers that JWT authorizers name as plain text. */
  readonly literalIssuers: readonly string[];
  /** What a token is for unless its request says otherwise. */
  findAudience(): string | undefined;
}

const poolType = 'AWS::Cognito::UserPool';

export function createCognitoService({ literalIssuers, findAudience }: CognitoDependencies): CognitoService {
  const key = createSigningKey();
  const issuers: StandInIssuer[] = [];
  let server: LoopbackServer | undefined;
  const urlOf = (path: string) => `http://${server?.address}/${path}`;

  const serve: RequestListener = async (request, response) => {
    const [, path = '', document = ''] = /^\/(.+?)\/\.well-known\/(.+)$/.exec(request.url ?? '') ?? [];
    const issuer = issuers.find(({ url }) => url.replace(/\/$/, '') === urlOf(path));
    const body =
      issuer && (document === 'jwks.json' ? { keys: [(await key).jwk] } : discover(issuer, document));
    response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body ?? { message: 'Not Found' }));
  };

  return {
    support: cognitoSupport,
    issuers,
    async listen(resources) {
      server = await listenOnLoopback(serve, { place: 'the stand-in issuer' });
      for (const pool of resources.filter(({ type }) => type === poolType)) {
        issuers.push({ url: urlOf(poolId(pool)), standsInFor: pool.constructPath });
      }
      for (const issuer of literalIssuers) {
        issuers.push({ url: urlOf(withoutScheme(issuer)), standsInFor: issuer });
      }
    },
    identify: (resource) =>
      resource.type === poolType ? identifyPool(resource, urlOf) : identifyClient(resource),
    async issueToken(request) {
      const defaults = { issuer: issuers[0]?.url ?? urlOf('issuer'), audience: findAudience() };
      return signToken(planClaims(request, defaults, new Date()), await key);
    },
    async findKey(issuer, keyId) {
      const signingKey = await key;
      const isKnown = issuers.some(({ url }) => url === issuer) && keyId === signingKey.keyId;
      return isKnown ? signingKey.publicKey : undefined;
    },
    localize: (text) => {
      const pools = text.replace(
        /https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com\/([\w-]+)/g,
        (url, id: string) => (issuers.some((issuer) => issuer.url === urlOf(id)) ? urlOf(id) : url),
      );
      return literalIssuers.reduce(
        (result, issuer) => result.replaceAll(issuer, urlOf(withoutScheme(issuer))),
        pools,
      );
    },
    async close() {
      await server?.close();
    },
  };
}

function identifyPool(pool: Resource, urlOf: (path: string) => string) {
  const id = poolId(pool);
  const { account, region } = pool.stack;
  return {
    ref: id,
    attributes: {
      Arn: `arn:aws:cognito-idp:${region}:${account}:userpool/${id}`,
      ProviderName: `cognito-idp.${region}.amazonaws.com/${id}`,
      ProviderURL: urlOf(id),
      UserPoolId: id,
    },
  };
}

function identifyClient(client: Resource) {
  const clientId = stableId(client, 26);
  return { ref: clientId, attributes: { ClientId: clientId } };
}

/** `us-east-1_a1b2c3d4e` */
function poolId(pool: Resource): string {
  return `${pool.stack.region}_${stableId(pool, 9)}`;
}

/** A closing slash is part of an issuer's name, and so of its stand-in's. */
function withoutScheme(issuer: string): string {
  return issuer.replace(/^https?:\/\//, '');
}

/** https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata */
function discover({ url }: StandInIssuer, document: string): object | undefined {
  if (document !== 'openid-configuration') return undefined;
  const base = url.replace(/\/$/, '');
  return {
    issuer: url,
    jwks_uri: `${base}/.well-known/jwks.json`,
    authorization_endpoint: `${base}/oauth2/authorize`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}
