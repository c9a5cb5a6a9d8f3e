/**
 * What a path of Express can match, told conservatively: a pattern matches every request path that Express matches, maybe more.
 * That is the safe side. A route that seems to overlap a function's keys stays in that function and costs a few bytes; one that
 * is wrongly held to be apart would be missing from it.
 */
export interface PathPattern {
  readonly segments: readonly Segment[];
  /** What may follow the segments; nothing (but a slash) if absent. */
  readonly tail?: Tail;
}

export type Segment =
  /** Compared without regard to case, as Express does by default. */
  | { readonly kind: 'literal'; readonly text: string }
  /** A whole segment, not empty. */
  | { readonly kind: 'param'; readonly name: string }
  /** Part of a segment, `/:from-:to`: matches any one segment here, and has no route key. */
  | { readonly kind: 'partial' };

export type Tail =
  /** Whole further segments, at least one: `/files/*path`. */
  | { readonly kind: 'rest'; readonly name: string }
  /** Nothing, or whole further segments: what `use` matches. */
  | { readonly kind: 'below' }
  /** Anything at all, even the rest of the last segment: what is not understood. */
  | { readonly kind: 'open' };

export const anything: PathPattern = { segments: [], tail: { kind: 'open' } };

/** `/api` before `/bookings/:id`: the path of what is mounted there. A tail of the mount swallows what comes after it. */
export function joinPatterns(mount: PathPattern, path: PathPattern): PathPattern {
  if (mount.tail?.kind === 'open') return mount;
  if (mount.tail?.kind === 'rest') return { segments: mount.segments, tail: { kind: 'open' } };
  const segments = [...mount.segments, ...path.segments];
  return path.tail ? { segments, tail: path.tail } : { segments };
}
