import type { AssignmentExpression, Node, UnaryExpression, UpdateExpression } from 'oxc-parser';
import { isLazy } from '../laziness.ts';
import { unwrap } from '../syntax.ts';
import { anything, globalSlot, type Slot } from './flow-facts.ts';
import type { Lowering } from './lowering.ts';
import { lowerKey, lowerProperty } from './members.ts';

/** A value on its way into a variable, a property or a pattern. */
interface Assignment {
  readonly value: Slot;
  /** All of it. */
  readonly at: Node;
  /** Only if there is no value yet. */
  readonly lazy?: boolean;
}

export function lowerAssignment(lowering: Lowering, node: AssignmentExpression): Slot {
  const { tree, ancestors } = lowering;
  const right = lowering.lower(node.right);
  const value = /^(?:[?|&]{2})?=$/.test(node.operator) ? right : anything;
  assign(lowering, node.left, { value, at: node, lazy: isLazy(node, ancestors.slice(0, -1), tree.source) });
  if (node.operator === '=') return value;
  const result = lowering.createSlot();
  for (const slot of [value, lowering.lower(node.left)]) lowering.copy(slot, result, node);
  return result;
}

/** `count++`, `delete store.key` */
export function lowerChange(lowering: Lowering, node: UpdateExpression | UnaryExpression): Slot {
  assign(lowering, node.argument, { value: anything, at: node });
  return anything;
}

export function assign(lowering: Lowering, target: Node, assignment: Assignment): void {
  const { value, at, lazy = false } = assignment;
  const inner = unwrap(target);
  const toPart = (part: Node, slot: Slot) => assign(lowering, part, { ...assignment, value: slot });
  switch (inner.type) {
    case 'Identifier':
      assignName(lowering, inner, assignment);
      break;
    case 'MemberExpression': {
      const member = lowerProperty(lowering, inner);
      const written = { of: lowering.lower(inner.object), from: value, start: at.start, lazy };
      lowering.emit({ do: 'write', ...written, ...(member !== undefined && { member }) });
      break;
    }
    case 'AssignmentPattern':
      toPart(inner.left, value);
      toPart(inner.left, lowering.lower(inner.right));
      break;
    case 'ArrayPattern': {
      const element = lowering.readEach(value);
      for (const part of inner.elements) {
        if (part?.type === 'RestElement') toPart(part.argument, gather(lowering, element, part));
        else if (part) toPart(part, element);
      }
      break;
    }
    case 'ObjectPattern':
      for (const part of inner.properties) {
        if (part.type === 'RestElement')
          toPart(part.argument, gather(lowering, lowering.readEach(value), part));
        else toPart(part.value, lowering.read(value, lowerKey(lowering, part), part));
      }
      break;
    default:
      lowering.lower(inner);
  }
}

function assignName(
  lowering: Lowering,
  identifier: Extract<Node, { type: 'Identifier' }>,
  { value, at, lazy = false }: Assignment,
): void {
  const { name, start } = identifier;
  const [declarator] = lowering.ancestors.slice(-1);
  const home = { name, start: declarator?.type === 'VariableDeclarator' ? declarator.start : start };
  const slot = lowering.tree.declaredBy(identifier)
    ? lowering.declare(identifier, home)
    : lowering.findVariable(identifier);
  if (slot !== undefined) lowering.copy(value, slot, at, lazy);
  else lowering.emit({ do: 'write', of: globalSlot, member: name, from: value, start: at.start, lazy });
}

/** `...rest` of a pattern: a new list of what is left. */
function gather(lowering: Lowering, from: Slot, { start }: Node): Slot {
  const of = lowering.make('Array');
  lowering.emit({ do: 'write', of, from, start, lazy: false });
  return of;
}
