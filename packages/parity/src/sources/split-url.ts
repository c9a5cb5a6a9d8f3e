/** The parts of a URL as they are written; `new URL` would normalise them. */
export interface UrlParts {
  /** Scheme and authority; absent where there is none, or none that can be reached. */
  readonly origin?: string;
  readonly scheme: string | undefined;
  readonly user: string | undefined;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
}

const pattern =
  /^(?:(?<scheme>[a-z][a-z\d+.-]*):\/\/)?(?:(?<user>[^/?#@]*)@)?(?<host>[^/?#]*)(?<path>[^?#]*)(?<query>\?[^#]*)?/i;

/** @param scheme what a URL without one is taken to have. */
export function splitUrl(url: string, scheme?: string): UrlParts {
  const parts = pattern.exec(url)?.groups ?? {};
  const origin = `${parts.scheme ?? scheme}://${parts.host}`;
  return {
    ...(URL.canParse(origin) && { origin: new URL(origin).origin }),
    scheme: parts.scheme ?? scheme,
    user: parts.user,
    path: parts.path ?? '',
    query: parts.query ?? '',
  };
}
