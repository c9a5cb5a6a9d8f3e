import type { Node } from 'oxc-parser';
import type { FindingCode } from '../../findings/catalogue.ts';
import { isFunction, type ModuleTree } from '../module-tree.ts';
import type { Place } from '../source-facts.ts';

/** A node on a walk through a module, from which each file of this folder tells what keeps a route in the lith. */
export interface Spot {
  readonly tree: ModuleTree;
  readonly node: Node;
  readonly ancestors: readonly Node[];
}

export type FindHazards = (spot: Spot) => readonly Place[];

export function hazardAt({ start }: Pick<Node, 'start'>, code: FindingCode, what: string): Place {
  return { kind: 'hazard', start, code, what };
}

/** Whether it runs, or may, when requests are there. */
export function isInFunction({ ancestors }: Spot): boolean {
  return ancestors.some(isFunction);
}

export function textOf({ source }: ModuleTree, { start, end }: Node): string {
  return source.slice(start, end);
}
