import type { CallExpression, NewExpression, Node, TaggedTemplateExpression } from 'oxc-parser';
import { isGuarded } from '../laziness.ts';
import { literalText, unwrap } from '../syntax.ts';
import { anything, type CallStep, type Slot } from './flow-facts.ts';
import { textOf } from './homes.ts';
import type { Lowering } from './lowering.ts';
import { lowerProperty } from './members.ts';

export function lowerCall(lowering: Lowering, node: CallExpression): Slot {
  const callee = unwrap(node.callee);
  lowering.noteCall(callee);
  return call(lowering, callee, {
    ...lowerCallee(lowering, callee),
    ...lowerArguments(lowering, node),
    constructs: false,
  });
}

export function lowerConstruction(lowering: Lowering, node: NewExpression): Slot {
  const callee = lowering.lower(node.callee);
  return call(lowering, node.callee, { callee, ...lowerArguments(lowering, node), constructs: true });
}

export function lowerTag(lowering: Lowering, { tag, quasi }: TaggedTemplateExpression): Slot {
  const values = [anything, ...quasi.expressions.map((each) => lowering.lower(each))];
  return call(lowering, tag, { ...lowerCallee(lowering, unwrap(tag)), values, constructs: false });
}

type Called = Omit<CallStep, 'do' | 'start' | 'lazy' | 'name' | 'home' | 'to'>;

/** Adds the call; the slot is its result. */
export function call(lowering: Lowering, callee: Node, called: Called): Slot {
  const { tree, ancestors } = lowering;
  const to = lowering.createSlot();
  const name = textOf(tree, callee);
  const lazy = callee.type === 'MemberExpression' && isGuarded(callee.object, ancestors, tree.source);
  lowering.emit({ do: 'call', ...called, name, lazy, start: callee.start, home: lowering.findHome(), to });
  return to;
}

function lowerCallee(lowering: Lowering, callee: Node): Pick<CallStep, 'of' | 'member' | 'callee' | 'self'> {
  if (callee.type === 'Super') return { callee: lowering.base, self: lowering.self };
  if (callee.type !== 'MemberExpression') return { callee: lowering.lower(callee) };
  if (callee.object.type === 'Super') return { callee: lowering.lower(callee), self: lowering.self };
  const member = lowerProperty(lowering, callee);
  return { of: lowering.lower(callee.object), ...(member !== undefined && { member }) };
}

function lowerArguments(
  lowering: Lowering,
  node: CallExpression | NewExpression,
): Pick<CallStep, 'values' | 'spread' | 'text'> {
  const values: Slot[] = [];
  let spread: Slot | undefined;
  for (const argument of node.arguments) {
    if (argument.type !== 'SpreadElement') values.push(lowering.lower(argument));
    else spread = lowering.readEach(lowering.lower(argument.argument));
  }
  const [first] = node.arguments;
  const text = first && literalText(first);
  return { values, ...(spread !== undefined && { spread }), ...(text !== undefined && { text }) };
}
