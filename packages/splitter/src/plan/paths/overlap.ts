import type { PathPattern, Segment } from './path-pattern.ts';
import type { KeySegments } from './route-key.ts';

/**
 * Whether a request that API Gateway gives to a route key could be matched by the pattern. A superset, again: the gateway's view of
 * trailing slashes is not documented, so a key is taken to match with one and without.
 */
export function overlaps({ parts, greedy }: KeySegments, { segments, tail }: PathPattern): boolean {
  const shared = Math.min(parts.length, segments.length);
  for (let index = 0; index < shared; index += 1) {
    const part = parts[index];
    const segment = segments[index];
    const unfinished = tail?.kind === 'open' && index === segments.length - 1;
    if (part && segment && !agree(part, segment, unfinished)) return false;
  }
  if (parts.length > segments.length) return tail !== undefined;
  return parts.length === segments.length || greedy;
}

/** A segment of the key, in lower case, `{` for any, and one of the pattern. */
function agree(part: string, segment: Segment, unfinished: boolean): boolean {
  if (part.startsWith('{') || segment.kind !== 'literal') return true;
  const text = segment.text.toLowerCase();
  return unfinished ? part.startsWith(text) : part === text;
}
