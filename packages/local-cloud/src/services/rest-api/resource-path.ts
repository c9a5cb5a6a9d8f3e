import { parseSegment, type Segment } from '../api-gateway/route-key.ts';
import type { Resource } from '../service.ts';

/** `/internal/{customerId}/debits`, taken apart. */
export interface ResourcePath {
  readonly text: string;
  readonly segments: readonly Segment[];
}

/** The node of the resource tree that has no parent; its id is `Fn::GetAtt RootResourceId`. */
const root: ResourcePath = { text: '/', segments: [] };

/**
 * The paths of an API's resource tree by resource id. A part that API Gateway would refuse, or that hangs in no tree,
 * has no path.
 */
export function resolvePaths(
  rootId: string,
  resources: ReadonlyMap<string, Resource>,
): ReadonlyMap<string, ResourcePath> {
  const paths = new Map([[rootId, root]]);
  const resolve = (id: string): ResourcePath | undefined => {
    const known = paths.get(id);
    const resource = resources.get(id);
    if (known || !resource) return known;
    const parent = resolve(String(resource.property('ParentId')));
    const part = String(resource.property('PathPart'));
    const segment = parseSegment(part);
    if (!parent || !segment || parent.segments.at(-1)?.kind === 'greedy') return undefined;
    const path = {
      text: `${parent.text === '/' ? '' : parent.text}/${part}`,
      segments: [...parent.segments, segment],
    };
    paths.set(id, path);
    return path;
  };
  for (const id of resources.keys()) resolve(id);
  return paths;
}
