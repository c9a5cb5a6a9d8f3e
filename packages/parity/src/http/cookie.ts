/** A parsed `Set-Cookie` line; attribute names in lower case, flags with an empty value. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads a `Set-Cookie` value as a browser does: https://www.rfc-editor.org/rfc/rfc6265#section-5.2 */
export function parseSetCookie(line: string): Cookie {
  const [pair = '', ...attributes] = line.split(';').map(splitAtEquals);
  return {
    name: pair[0] ?? '',
    value: pair[1] ?? '',
    attributes: new Map(attributes.map(([name, value]) => [name.toLowerCase(), value])),
  };
}

function splitAtEquals(part: string): [string, string] {
  const at = part.indexOf('=');
  return at < 0 ? [part.trim(), ''] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
