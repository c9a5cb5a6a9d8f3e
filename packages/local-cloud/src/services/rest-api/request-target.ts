import { splitPath } from '../api-gateway/route-key.ts';

/** The target of a request line as a REST API reads it: unlike an HTTP API it leaves the path as it was sent. */
export interface RequestTarget {
  /** First segment of the path. */
  readonly stage: string;
  /** What follows the stage, as sent; at least `/`. */
  readonly path: string;
  /** Decoded segments of `path`, without the empty one that a trailing slash makes. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
}

export function parseRequestTarget(target: string): RequestTarget {
  const [fullPath = '', ...query] = target.split('?');
  const [, stage = '', rest = ''] = /^\/([^/]*)(.*)$/s.exec(fullPath) ?? [];
  const path = rest === '' ? '/' : rest;
  const segments = splitPath(path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path);
  return { stage, path, segments: segments.map(decode), query: new URLSearchParams(query.join('?')) };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
