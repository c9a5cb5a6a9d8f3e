/** The first value of a cookie in a `Cookie` header (RFC 6265 §5.4); only for values which need no decoding. */
export function findCookie(header: string | undefined, name: string): string | undefined {
  const pairs = (header ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) || undefined;
}
