import { bodyEdges } from './body-edges.ts';
import type { Edge } from './edge.ts';
import { headerEdges } from './header-edges.ts';
import { methodEdges } from './method-edges.ts';
import { pathEdges } from './path-edges.ts';
import { queryEdges } from './query-edges.ts';

/** Where servers, gateways and frameworks are known to part ways. The name of one is what a finding is called. */
export const edges: readonly Edge[] = [
  ...pathEdges,
  ...queryEdges,
  ...headerEdges,
  ...methodEdges,
  ...bodyEdges,
];
