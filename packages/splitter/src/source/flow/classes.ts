import type {
  AccessorProperty,
  Class,
  ClassElement,
  Function as FunctionNode,
  MethodDefinition,
  PropertyDefinition,
} from 'oxc-parser';
import { isErased } from '../syntax.ts';
import { call } from './calls.ts';
import { anything, type Slot } from './flow-facts.ts';
import { close, lowerBody } from './functions.ts';
import type { Lowering } from './lowering.ts';
import { lowerKey } from './members.ts';

/** A class: a function that makes instances, and its prototype with the methods. */
export function lowerClass(lowering: Lowering, node: Class): Slot {
  const { id, superClass, body, start } = node;
  const home = { name: id?.name ?? lowering.findHome().name, start };
  const base = superClass ? lowering.lower(superClass) : anything;
  return lowering.extend(base, () => {
    const [maker] = body.body.flatMap((member) =>
      member.type === 'MethodDefinition' && member.kind === 'constructor' ? member.value : [],
    );
    const index = lowering.define({
      node: maker ?? node,
      home,
      kind: 'class',
      arrow: false,
      lowerBody: () => lowerMaker(lowering, node, maker),
    });
    const to = close(lowering, { index, home, id });
    const prototype = lowering.read(to, 'prototype', node);
    if (superClass) {
      lowering.emit({ do: 'inherit', of: to, from: base });
      lowering.emit({ do: 'inherit', of: prototype, from: lowering.read(base, 'prototype', superClass) });
    }
    for (const member of body.body) lowerMember(lowering, member, { to, prototype });
    decorate(lowering, node, [to]);
    return to;
  });
}

/** Fields, then the constructor or, without one, that of the class which it extends. */
function lowerMaker(
  lowering: Lowering,
  { body, superClass }: Class,
  maker: FunctionNode | undefined,
): readonly Slot[] {
  for (const member of body.body) if (isField(member) && !member.static) lowerField(lowering, member);
  if (maker) return lowerBody(lowering, maker);
  if (superClass) {
    const given = { callee: lowering.base, self: lowering.self, values: [], spread: lowering.createRest() };
    call(lowering, superClass, { ...given, constructs: false });
  }
  return [];
}

function lowerMember(
  lowering: Lowering,
  member: ClassElement,
  { to, prototype }: { readonly to: Slot; readonly prototype: Slot },
): void {
  if (isErased(member)) return;
  if (member.type === 'StaticBlock' || (isField(member) && member.static)) runAsClass(lowering, member, to);
  else if (member.type === 'MethodDefinition' && member.kind !== 'constructor')
    keep(lowering, member, { of: member.static ? to : prototype, from: lowering.lower(member) });
  if ('key' in member)
    decorate(lowering, member, [
      'static' in member && member.static ? to : prototype,
      anything,
      lowering.make('Object'),
    ]);
}

/** Static fields and blocks: `this` is the class, and they run where it is declared. */
function runAsClass(lowering: Lowering, member: ClassElement, self: Slot): void {
  const home = lowering.findHome();
  const index = lowering.define({
    node: member,
    home,
    kind: 'function',
    arrow: false,
    lowerBody() {
      if (isField(member)) lowerField(lowering, member);
      else lowering.lowerChildren(member);
      return [];
    },
  });
  const callee = close(lowering, { index, home, id: undefined });
  call(lowering, member, { callee, self, values: [], constructs: false });
}

function lowerField(lowering: Lowering, member: Field): void {
  if (isErased(member)) return;
  keep(lowering, member, { of: lowering.self, from: lowering.lower(member) });
}

function keep(
  lowering: Lowering,
  member: Field | MethodDefinition,
  { of, from }: { readonly of: Slot; readonly from: Slot },
): void {
  const name = lowerKey(lowering, member);
  const { start } = member;
  lowering.emit({ do: 'write', of, from, start, lazy: false, ...(name !== undefined && { member: name }) });
}

/** `@route('/x')`: a call with what it decorates. */
function decorate(lowering: Lowering, node: Class | ClassElement, values: readonly Slot[]): void {
  for (const { expression } of 'decorators' in node ? node.decorators : [])
    call(lowering, expression, { callee: lowering.lower(expression), values, constructs: false });
}

type Field = PropertyDefinition | AccessorProperty;

function isField(member: ClassElement): member is Field {
  return member.type === 'PropertyDefinition' || member.type === 'AccessorProperty';
}
