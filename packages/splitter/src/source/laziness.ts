import type { AssignmentExpression, Node } from 'oxc-parser';
import { unwrap } from './syntax.ts';

/**
 * Whether an assignment happens only as long as there is no value: `x ??= …`, `x = x || …`, `if (!x) x = …`, or after
 * `if (x) return x`; or takes the value away: `x = undefined`. Then it makes a singleton, the same in every process.
 */
export function isLazy(
  assignment: AssignmentExpression,
  ancestors: readonly Node[],
  source: string,
): boolean {
  const textOf = ({ start, end }: Node) => source.slice(start, end);
  const target = textOf(assignment.left);
  if (assignment.operator === '??=' || assignment.operator === '||=') return true;
  if (assignment.operator !== '=') return false;
  const value = unwrap(assignment.right);
  // Forgotten, to be made again: a lazy value whose making failed.
  if (saysNothing(value)) return true;
  if (value.type === 'LogicalExpression' && value.operator !== '&&' && textOf(value.left) === target)
    return true;
  return ancestors.some((ancestor, index) => {
    const child = ancestors[index + 1] ?? assignment;
    if (ancestor.type === 'IfStatement') return ancestor.consequent === child && saysAbsent(ancestor.test);
    if (ancestor.type !== 'BlockStatement') return false;
    return ancestor.body.some((statement) => statement.end <= child.start && returnsPresent(statement));
  });

  function saysAbsent(test: Node): boolean {
    const inner = unwrap(test);
    if (inner.type === 'UnaryExpression')
      return inner.operator === '!' && textOf(unwrap(inner.argument)) === target;
    if (inner.type !== 'BinaryExpression' || !/^={2,3}$/.test(inner.operator)) return false;
    return textOf(unwrap(inner.left)) === target && saysNothing(inner.right);
  }

  function saysNothing(value: Node): boolean {
    return /^(?:null|undefined|void 0)$/.test(textOf(value));
  }

  function returnsPresent(statement: Node): boolean {
    if (statement.type !== 'IfStatement' || textOf(unwrap(statement.test)) !== target) return false;
    const body =
      statement.consequent.type === 'BlockStatement'
        ? statement.consequent.body.at(-1)
        : statement.consequent;
    return body?.type === 'ReturnStatement';
  }
}
