import type { Node } from 'oxc-parser';
import type { Mutation } from './mutations.ts';
import { memberName, toAccessPath } from './syntax.ts';

/** `app.locals`, `req.app.locals`; `res.locals` lives as long as its request. */
export function isLocals(node: Node): boolean {
  if (node.type !== 'MemberExpression' || memberName(node) !== 'locals') return false;
  const { root, members } = toAccessPath(node.object);
  const owner = members.at(-1) ?? (root.type === 'Identifier' ? root.name : '');
  return !/^res(?:ponse)?$/.test(owner ?? '');
}

/** `app.locals.banner = …`, `app.locals.users.push(…)`. */
export function isWritten(ancestors: readonly Node[]): boolean {
  const outer = ancestors.findLast(({ type }) => type !== 'MemberExpression');
  const inner = ancestors.at(ancestors.findLastIndex(({ type }) => type !== 'MemberExpression') + 1);
  if (outer?.type === 'CallExpression') return outer.callee === inner;
  return (
    outer?.type === 'UpdateExpression' || (outer?.type === 'AssignmentExpression' && outer.left === inner)
  );
}

/** `app.locals` is looked at on its own: it matters to those who read it. */
export function changesLocals({ target, member }: Mutation): boolean {
  return [...toAccessPath(target).members, member].includes('locals');
}
