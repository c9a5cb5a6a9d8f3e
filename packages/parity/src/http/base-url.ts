import http from 'node:http';
import https from 'node:https';
import { UsageError } from '../errors.ts';

/** An API's base URL, taken apart as `node:http(s)` and sockets want it. */
export interface BaseUrl {
  readonly isSecure: boolean;
  readonly client: typeof http | typeof https;
  readonly hostname: string;
  readonly port: number;
  /** As a `Host` header states it. */
  readonly host: string;
  /** What stands before every path, without a slash at its end. */
  readonly prefix: string;
}

/** @throws UsageError `target.url` when `url` is no http(s) URL, or has a query, a fragment, or a password for all to read. */
export function parseBaseUrl(url: string): BaseUrl {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (base?.username || base?.password)
    throw new UsageError(
      'target.url',
      `The URL of ${base.host} has a name or password, which reports would show. Send them as a header: let steps name a credential.`,
    );
  if (!base || !/^https?:$/.test(base.protocol) || base.search || base.hash)
    throw new UsageError(
      'target.url',
      `\`${url}\` is no base URL of an API. Write one such as https://api.example.com/stage.`,
    );
  const isSecure = base.protocol === 'https:';
  return {
    isSecure,
    client: isSecure ? https : http,
    // A WHATWG URL keeps the brackets of an IPv6 address, a socket does not want them.
    hostname: base.hostname.replace(/^\[|\]$/g, ''),
    port: Number(base.port) || (isSecure ? 443 : 80),
    host: base.host,
    prefix: base.pathname.replace(/\/+$/, ''),
  };
}
