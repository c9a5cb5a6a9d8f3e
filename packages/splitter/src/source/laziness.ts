import type { AssignmentExpression, Node } from 'oxc-parser';
import { memberName, unwrap } from './syntax.ts';

/**
 * Whether an assignment happens only as long as there is no value: `x ??= …`, `x = x || …`, or guarded; or takes the value away:
 * `x = undefined`, because its making failed. Then it makes a singleton, the same in every process.
 */
export function isLazy(
  { left, operator, right }: AssignmentExpression,
  ancestors: readonly Node[],
  source: string,
): boolean {
  if (operator === '??=' || operator === '||=') return true;
  const value = unwrap(right);
  // Forgotten, to be made again; for any other reason, it is a cache that somebody clears.
  if (operator === '=' && saysNothing(value, source)) return ancestors.some(handlesFailure);
  const isDefault = value.type === 'LogicalExpression' && value.operator !== '&&';
  if (operator === '=' && isDefault && textOf(value.left, source) === textOf(left, source)) return true;
  return isGuarded(left, ancestors, source);
}

/** Whether code runs only as long as its target, or what that is a part of, is not there: `if (!x) x.y = …`, or after `if (x) return x`. */
export function isGuarded(target: Node, ancestors: readonly Node[], source: string): boolean {
  const names = new Set<string>();
  for (let part = unwrap(target); ; part = unwrap(part.object)) {
    names.add(textOf(part, source));
    if (part.type !== 'MemberExpression') break;
  }
  return ancestors.some((ancestor, index) => {
    const child = ancestors[index + 1] ?? target;
    if (ancestor.type === 'IfStatement') return ancestor.consequent === child && saysAbsent(ancestor.test);
    if (ancestor.type !== 'BlockStatement') return false;
    return ancestor.body.some((statement) => statement.end <= child.start && returnsPresent(statement));
  });

  function isNamed(node: Node): boolean {
    return names.has(textOf(unwrap(node), source));
  }

  function saysAbsent(test: Node): boolean {
    const inner = unwrap(test);
    if (inner.type === 'UnaryExpression') return inner.operator === '!' && isNamed(inner.argument);
    if (inner.type !== 'BinaryExpression' || !/^={2,3}$/.test(inner.operator)) return false;
    return isNamed(inner.left) && saysNothing(inner.right, source);
  }

  function returnsPresent(statement: Node): boolean {
    if (statement.type !== 'IfStatement' || !isNamed(statement.test)) return false;
    const { consequent } = statement;
    const last = consequent.type === 'BlockStatement' ? consequent.body.at(-1) : consequent;
    return last?.type === 'ReturnStatement';
  }
}

/** `catch { }`, `.catch(() => …)`, `.finally(() => …)` */
function handlesFailure(node: Node): boolean {
  const method = node.type === 'CallExpression' ? memberName(unwrap(node.callee)) : undefined;
  return node.type === 'CatchClause' || method === 'catch' || method === 'finally';
}

function saysNothing(value: Node, source: string): boolean {
  return /^(?:null|undefined|void 0)$/.test(textOf(value, source));
}

function textOf({ start, end }: Node, source: string): string {
  return source.slice(start, end);
}
