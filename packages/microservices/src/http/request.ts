import { type ParsedUrlQuery, parse } from 'node:querystring';
import type { HttpEvent } from './event.ts';
import { Unauthorized } from './unauthorized.ts';

/** The value of `{name}` in the route key: the gateway would not have called without one. */
export function pathParameter({ pathParameters, routeKey }: HttpEvent, name: string): string {
  const value = pathParameters?.[name];
  if (value === undefined) throw new Error(`Route "${routeKey}" has no path parameter "${name}".`);
  return value;
}

/** The query as Express' simple parser reads it; `queryStringParameters` would join what repeats with commas. */
export const queryOf = ({ rawQueryString }: HttpEvent): ParsedUrlQuery => parse(rawQueryString);

/** The customer of a token that the authorizer has verified: its `sub`, without which a token is nobody's. */
export function customerOf({ requestContext }: HttpEvent): string {
  const subject = requestContext.authorizer?.jwt.claims.sub;
  if (typeof subject !== 'string') throw new Unauthorized();
  return subject;
}
