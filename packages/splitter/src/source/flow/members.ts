import type { MemberExpression, Node } from 'oxc-parser';
import { literalText, memberName, toAccessPath } from '../syntax.ts';
import type { Lowering } from './lowering.ts';

interface Member {
  readonly key: Node;
  readonly computed: boolean;
  readonly kind?: string;
}

/** Under what an object literal or a class keeps something; accessors, which run when it is asked for, as `get name` and `set name`. */
export function lowerKey(lowering: Lowering, { key, computed, kind }: Member): string | undefined {
  const name = !computed && 'name' in key ? String(key.name) : lowerComputed(lowering, key);
  return name !== undefined && (kind === 'get' || kind === 'set') ? `${kind} ${name}` : name;
}

/** Of `object.name`, the name; undefined if only the running app can tell. */
export function lowerProperty(lowering: Lowering, member: MemberExpression): string | undefined {
  return member.computed ? lowerComputed(lowering, member.property) : memberName(member);
}

/** `'name'`, `Symbol.iterator` as `@@iterator` */
function lowerComputed(lowering: Lowering, key: Node): string | undefined {
  lowering.lower(key);
  const { root, members } = toAccessPath(key);
  const isSymbol = root.type === 'Identifier' && root.name === 'Symbol' && members.length === 1;
  return isSymbol ? `@@${members[0]}` : literalText(key);
}
