const maximumLength = 64;

/** `GET /api/bookings/{bookingId}` -> `get-api-bookings-bookingid`. */
export function toFunctionName(routeKey: string): string {
  return toName(routeKey);
}

/** Any text -> letters, digits and hyphens. */
export function toName(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return name.slice(0, maximumLength).replace(/-+$/, '') || 'root';
}

/** The name, or the name with the first number that makes it unique. */
export function claimName(name: string, taken: Set<string>): string {
  let unique = name;
  for (let count = 2; taken.has(unique); count += 1) {
    const suffix = `-${count}`;
    unique = `${name.slice(0, maximumLength - suffix.length)}${suffix}`;
  }
  taken.add(unique);
  return unique;
}
