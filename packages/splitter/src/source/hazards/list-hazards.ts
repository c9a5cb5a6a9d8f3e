import type { Node } from 'oxc-parser';
import type { ModuleTree } from '../module-tree.ts';
import type { Place } from '../source-facts.ts';
import { findIntervals } from './intervals.ts';
import { findLocalDatabases } from './local-databases.ts';
import { findPackages } from './packages.ts';
import { findRandomValues } from './random-values.ts';
import { findRouting } from './routing.ts';
import type { FindHazards } from './spot.ts';
import { findStreaming } from './streaming.ts';

const all: readonly FindHazards[] = [
  findPackages,
  findStreaming,
  findLocalDatabases,
  findRouting,
  findRandomValues,
  findIntervals,
];

/** What at this node keeps a route in the lith, if its function can reach it; state apart, which no node shows by itself. */
export function listHazards(tree: ModuleTree, node: Node, ancestors: readonly Node[]): readonly Place[] {
  return all.flatMap((find) => find({ tree, node, ancestors }));
}
