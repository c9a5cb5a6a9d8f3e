import { NotTaken } from '../recorded-request.ts';
import { splitUrl } from '../split-url.ts';

/** What curl makes of a URL, normalising no more than it does. */
export interface CurlUrl {
  /** Absent where only a running shell knows the host. */
  readonly origin?: string;
  /** Path and query. */
  readonly path: string;
  /** `user:password` */
  readonly user: string | undefined;
}

/** @throws NotTaken for a URL of many, which curl's globbing would make, and for one that is not of HTTP. */
export function parseCurlUrl(url: string, { globs, asIs }: { globs: boolean; asIs: boolean }): CurlUrl {
  if (globs && /[{}[\]]/.test(url)) throw new NotTaken(`curl makes several URLs of \`${url}\``);
  const { origin, scheme = '', user, path, query } = splitUrl(url.replace(unknownHost, '$1'), 'http');
  if (!/^https?$/i.test(scheme)) throw new NotTaken(`\`${url}\` is no URL of HTTP`);
  return {
    ...(origin !== undefined && { origin }),
    path: `${(asIs ? path : removeDotSegments(path)) || '/'}${query}`,
    user: user && decodeURIComponent(user),
  };
}

/** `$API/orders`, `https://$HOST/orders` */
const unknownHost = /^((?:https?:\/\/)?)⟨[^⟩]*⟩/i;

/** https://www.rfc-editor.org/rfc/rfc3986#section-5.2.4 */
function removeDotSegments(path: string): string {
  const segments: string[] = [];
  const all = path.split('/').slice(1);
  for (const [index, segment] of all.entries()) {
    const dots = segment === '.' || segment === '..';
    if (segment === '..') segments.pop();
    if (!dots) segments.push(segment);
    else if (index === all.length - 1) segments.push('');
  }
  return path && `/${segments.join('/')}`;
}
