import { expect, it } from 'vitest';
import { listVariants } from '../../../src/bundle/own-modules/own-graph.ts';

/** app -> (routes a, b) -> (controllers a, b) -> model; a and b import each other. */
const graph = new Map([
  ['app', ['routes-a', 'routes-b']],
  ['routes-a', ['controller-a']],
  ['routes-b', ['controller-b', 'routes-a']],
  ['controller-a', ['model']],
  ['controller-b', ['model']],
  ['model', []],
  ['circle-1', ['circle-2']],
  ['circle-2', ['circle-1', 'model']],
]);

it.each([
  [[], []],
  [['app'], ['app']],
  [['routes-b'], ['app', 'routes-b']],
  [['controller-a'], ['app', 'controller-a', 'routes-a', 'routes-b']],
  [['circle-1'], ['circle-1', 'circle-2']],
  [['elsewhere'], ['elsewhere']],
])('cuts in %j make texts of their own of %j', (cut, variants) => {
  expect([...listVariants(graph, cut)].sort()).toEqual(variants);
});
