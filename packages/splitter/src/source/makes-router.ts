import type { Node } from 'oxc-parser';
import { toAccessPath, unwrap } from './syntax.ts';

/** `express()`, `Router()`, `new express.Router()`. */
export function makesRouter(value: Node): boolean {
  const inner = unwrap(value);
  if (inner.type !== 'CallExpression' && inner.type !== 'NewExpression') return false;
  const { root, members } = toAccessPath(inner.callee);
  const name = members.at(-1) ?? (root.type === 'Identifier' ? root.name : '');
  return name === 'Router' || (name === 'express' && members.length === 0);
}
