import { isGlobalPath } from '../syntax.ts';
import { type FindHazards, hazardAt, isInFunction } from './spot.ts';

/** Intervals that requests start; those of loading are seen then. */
export const findIntervals: FindHazards = (spot) => {
  const { tree, node } = spot;
  return node.type === 'CallExpression' &&
    isGlobalPath(tree, node.callee, 'setInterval') &&
    isInFunction(spot)
    ? [hazardAt(node, 'split.timer', '`setInterval()`')]
    : [];
};
