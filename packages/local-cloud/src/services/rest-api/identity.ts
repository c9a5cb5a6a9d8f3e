import type { Caller } from '../../iam/signature.ts';

/** `requestContext.identity` of an event: who signed the request. */
export interface Identity {
  readonly accessKey: string | null;
  readonly accountId: string | null;
  /** `AROA…:session` */
  readonly caller: string | null;
  readonly user: string | null;
  readonly userArn: string | null;
  readonly cognitoAuthenticationProvider: null;
  readonly cognitoAuthenticationType: null;
  readonly cognitoIdentityId: null;
  readonly cognitoIdentityPoolId: null;
  readonly principalOrgId: null;
}

/** Everything is `null` for a request that nobody had to sign. */
export function toIdentity(caller: Caller | undefined): Identity {
  const principal = caller?.principal;
  const id =
    principal?.kind === 'role-session'
      ? `${principal.role.id}:${principal.name}`
      : (principal?.account ?? null);
  return {
    accessKey: caller?.accessKeyId ?? null,
    accountId: principal?.account ?? null,
    caller: id,
    user: id,
    userArn: principal?.arn ?? null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
  };
}
