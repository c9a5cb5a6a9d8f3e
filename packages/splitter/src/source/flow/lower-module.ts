import type { ModuleTree } from '../module-tree.ts';
import { expressions } from './expressions.ts';
import type { FlowFacts } from './flow-facts.ts';
import { Lowering } from './lowering.ts';
import { statements } from './statements.ts';

/** A module's tree -> what it does with objects. */
export function lowerModule(tree: ModuleTree, sites: ReadonlySet<string>): FlowFacts {
  const lowering = new Lowering(tree, sites, { ...expressions, ...statements });
  lowering.define({
    node: tree.program,
    home: { name: '', start: 0 },
    kind: 'function',
    arrow: false,
    lowerBody() {
      lowering.lower(tree.program);
      return [];
    },
  });
  return lowering.toFacts();
}
