import type { Node } from 'oxc-parser';
import { isGlobalPath, toLoad } from '../syntax.ts';
import { lowerCall, lowerConstruction, lowerTag } from './calls.ts';
import { lowerClass } from './classes.ts';
import { anything, exportsSlot, globalSlot, moduleSlot, type Slot } from './flow-facts.ts';
import { lowerFunction } from './functions.ts';
import type { LowerByType, Lowering } from './lowering.ts';
import { lowerKey, lowerProperty } from './members.ts';
import { lowerAssignment, lowerChange } from './targets.ts';

export const expressions: LowerByType = {
  Identifier: (lowering, node) =>
    node.name === 'arguments'
      ? lowering.makeArguments()
      : (lowering.findVariable(node) ?? lowerGlobal(lowering, node)),
  ThisExpression: ({ self }) => self,
  Super: (lowering, node) => lowering.read(lowering.base, 'prototype', node),
  MetaProperty: () => anything,
  // Only these remember where they have got to.
  Literal: (lowering, node) =>
    'regex' in node && /[gy]/.test(node.regex.flags) ? lowering.make('RegExp') : anything,
  ObjectExpression: lowerObject,
  ArrayExpression(lowering, { elements }) {
    const made = lowering.make('Array');
    for (const element of elements) if (element) fill(lowering, made, { value: element });
    return made;
  },
  MemberExpression: lowerMember,
  CallExpression: (lowering, node) =>
    isGlobalPath(lowering.tree, node.callee, 'require')
      ? lowerLoad(lowering, node)
      : lowerCall(lowering, node),
  ImportExpression: lowerLoad,
  NewExpression: lowerConstruction,
  TaggedTemplateExpression: lowerTag,
  AssignmentExpression: lowerAssignment,
  UpdateExpression: lowerChange,
  UnaryExpression: (lowering, node) =>
    node.operator === 'delete' ? lowerChange(lowering, node) : lowering.lowerChildren(node),
  LogicalExpression: (lowering, { left, right }) => lowerEither(lowering, [left, right]),
  ConditionalExpression(lowering, { test, consequent, alternate }) {
    lowering.lower(test);
    return lowerEither(lowering, [consequent, alternate]);
  },
  // What becomes text shows all of itself, and so does what is asked for a name.
  TemplateLiteral: (lowering, { expressions }) => lowerShown(lowering, expressions),
  BinaryExpression: (lowering, node) =>
    /^(?:\+|in)$/.test(node.operator)
      ? lowerShown(lowering, [node.left, node.right])
      : lowering.lowerChildren(node),
  SequenceExpression: (lowering, node) =>
    node.expressions.map((part) => lowering.lower(part)).at(-1) ?? anything,
  YieldExpression(lowering, node) {
    const value = node.argument ? lowering.lower(node.argument) : anything;
    lowering.copy(node.delegate ? lowering.readEach(value) : value, lowering.returned, node);
    return anything;
  },
  FunctionExpression: lowerFunction,
  ArrowFunctionExpression: lowerFunction,
  ClassExpression: lowerClass,
  AwaitExpression: (lowering, { argument }) => lowering.lower(argument),
  ParenthesizedExpression: lowerInner,
  ChainExpression: lowerInner,
  TSAsExpression: lowerInner,
  TSSatisfiesExpression: lowerInner,
  TSNonNullExpression: lowerInner,
  TSTypeAssertion: lowerInner,
  TSInstantiationExpression: lowerInner,
};

function lowerShown(lowering: Lowering, parts: readonly Node[]): Slot {
  return lowerEither(lowering, parts, (part) => lowering.readEach(lowering.lower(part)));
}

function lowerInner(lowering: Lowering, node: { readonly expression: Node }): Slot {
  return lowering.lower(node.expression);
}

/** What the file does not declare is a property of the global object, but for what CommonJS gives to every module. */
function lowerGlobal(lowering: Lowering, node: Node): Slot {
  if (!('name' in node) || !lowering.tree.isGlobal(node)) return anything;
  if (node.name === 'module') return moduleSlot;
  if (node.name === 'exports') return exportsSlot;
  return /^(?:undefined|NaN|Infinity)$/.test(String(node.name))
    ? anything
    : lowering.read(globalSlot, String(node.name), node);
}

function lowerLoad(lowering: Lowering, node: Node): Slot {
  lowering.lowerChildren(node);
  const specifier = toLoad(lowering.tree, node);
  const to = lowering.createSlot();
  lowering.emit({ do: 'load', to, start: node.start, ...(specifier !== undefined && { specifier }) });
  return to;
}

function lowerMember(lowering: Lowering, node: Extract<Node, { type: 'MemberExpression' }>): Slot {
  const member = lowerProperty(lowering, node);
  return lowering.read(lowering.lower(node.object), member, node);
}

function lowerObject(lowering: Lowering, { properties }: Extract<Node, { type: 'ObjectExpression' }>): Slot {
  const made = lowering.make('Object');
  for (const property of properties) {
    if (property.type === 'SpreadElement') fill(lowering, made, { value: property });
    else {
      fill(lowering, made, { value: property.value, member: lowerKey(lowering, property) });
    }
  }
  return made;
}

/** Puts a value into an object that is being made. */
function fill(
  lowering: Lowering,
  of: Slot,
  { value, member }: { readonly value: Node; readonly member?: string | undefined },
): void {
  const from =
    value.type === 'SpreadElement'
      ? lowering.readEach(lowering.lower(value.argument))
      : lowering.lower(value);
  const { start } = value;
  lowering.emit({ do: 'write', of, from, start, lazy: false, ...(member !== undefined && { member }) });
}

function lowerEither(
  lowering: Lowering,
  parts: readonly Node[],
  lower = (part: Node) => lowering.lower(part),
): Slot {
  const to = lowering.createSlot();
  for (const part of parts) lowering.copy(lower(part), to, part);
  return to;
}
