import type { Edge } from './edge.ts';

/** Methods that every path is asked with sooner or later; those that routes have, and this one not, are tried besides. */
export const methodEdges: readonly Edge[] = [
  { name: 'head', method: 'HEAD' },
  { name: 'head-of-other-case', method: 'HEAD', path: ({ path }) => path.toUpperCase() },
  { name: 'options', method: 'OPTIONS' },
  {
    name: 'preflight',
    method: 'OPTIONS',
    headers: {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type, x-custom',
    },
  },
];
