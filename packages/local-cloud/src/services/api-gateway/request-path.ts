/** The target of a request line as an HTTP API hands it on. */
export interface RequestPath {
  /** Decoded, in spite of the name that it gets in the event. */
  readonly rawPath: string;
  /** As sent, without the question mark. */
  readonly rawQueryString: string;
}

/**
 * An HTTP API decodes the path twice and cuts it at a `?` which the first decoding brings forth; when a decoding
 * fails the client gets 400. No AWS page says so; it was measured: github.com/hotsock/voker,
 * vokerhttp/testdata/ingress-paths.json.
 */
export function parseRequestPath(target: string): RequestPath | undefined {
  const [encodedPath = '', ...query] = target.split('?');
  try {
    const [once = ''] = decodeURIComponent(encodedPath).split('?');
    return { rawPath: decodeURIComponent(once), rawQueryString: query.join('?') };
  } catch {
    return undefined;
  }
}

/** Decoded values by name, several of one name joined by commas; `undefined` when there is no query. */
export function parseQuery(rawQueryString: string): Record<string, string> | undefined {
  if (rawQueryString === '') return undefined;
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    values[name] = name in values ? `${values[name]},${value}` : value;
  }
  return { ...values };
}
