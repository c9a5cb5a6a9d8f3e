import type { ExportDefaultDeclaration, Function as FunctionNode, ImportDeclaration, Node } from 'oxc-parser';
import { moduleName } from '../import-units.ts';
import { lowerClass } from './classes.ts';
import { lowerHelper } from './compiler-helpers.ts';
import { anything, moduleSlot, type Slot } from './flow-facts.ts';
import { lowerFunction } from './functions.ts';
import type { LowerByType, Lowering } from './lowering.ts';
import { assign } from './targets.ts';

export const statements: LowerByType = {
  VariableDeclarator(lowering, node) {
    const value = lowerHelper(lowering, node.id) ?? (node.init ? lowering.lower(node.init) : anything);
    assign(lowering, node.id, { value, at: node });
    return anything;
  },
  FunctionDeclaration: lowerDeclaration,
  ClassDeclaration: lowerClass,
  // Their values alone: the class knows where they go.
  MethodDefinition: (lowering, { value }) => lowering.lower(value),
  PropertyDefinition: (lowering, { value }) => (value ? lowering.lower(value) : anything),
  AccessorProperty: (lowering, { value }) => (value ? lowering.lower(value) : anything),
  ReturnStatement(lowering, node) {
    if (node.argument) lowering.copy(lowering.lower(node.argument), lowering.returned, node);
    return anything;
  },
  ForOfStatement: (lowering, node) =>
    lowerLoop(lowering, node, lowering.readEach(lowering.lower(node.right))),
  ForInStatement(lowering, node) {
    lowering.readEach(lowering.lower(node.right));
    return lowerLoop(lowering, node, anything);
  },
  CatchClause(lowering, { param, body }) {
    if (param) assign(lowering, param, { value: anything, at: param });
    return lowering.lower(body);
  },
  ImportDeclaration: lowerImport,
  ExportAllDeclaration: () => anything,
  ExportNamedDeclaration: (lowering, { declaration }) =>
    declaration ? lowering.lower(declaration) : anything,
  ExportDefaultDeclaration: lowerDefaultExport,
  TSExportAssignment(lowering, node) {
    const { start } = node;
    const from = lowering.lower(node.expression);
    lowering.emit({ do: 'write', of: moduleSlot, member: 'exports', from, start, lazy: false });
    return anything;
  },
  TSImportEqualsDeclaration(lowering, { id, moduleReference, start }) {
    const slot = lowering.declare(id, { name: id.name, start });
    if (moduleReference.type === 'TSExternalModuleReference')
      lowering.emit({ do: 'load', specifier: moduleReference.expression.value, to: slot, start });
    return anything;
  },
  TSEnumDeclaration(lowering, node) {
    assign(lowering, node.id, { value: lowering.make('Object'), at: node });
    return anything;
  },
  TSModuleDeclaration: lowerNamespace,
};

function lowerDeclaration(lowering: Lowering, node: FunctionNode): Slot {
  const helper = lowerHelper(lowering, node.id);
  if (helper === undefined || !node.id) return lowerFunction(lowering, node);
  assign(lowering, node.id, { value: helper, at: node });
  return helper;
}

function lowerLoop(
  lowering: Lowering,
  { left, body }: { readonly left: Node; readonly body: Node },
  value: Slot,
): Slot {
  const targets = left.type === 'VariableDeclaration' ? left.declarations.map(({ id }) => id) : [left];
  for (const target of targets) assign(lowering, target, { value, at: left });
  return lowering.lower(body);
}

function lowerImport(lowering: Lowering, { specifiers, source, importKind, start }: ImportDeclaration): Slot {
  if (importKind === 'type') return anything;
  for (const each of specifiers) {
    const slot = lowering.declare(each.local, { name: each.local.name, start });
    const named = each.type === 'ImportSpecifier' ? moduleName(each.imported) : '*';
    const imported = each.type === 'ImportDefaultSpecifier' ? 'default' : named;
    lowering.addImport({ slot, specifier: source.value, imported, start });
  }
  return anything;
}

function lowerDefaultExport(lowering: Lowering, node: ExportDefaultDeclaration): Slot {
  const value = lowering.lower(node.declaration);
  const slot = lowering.declareName({ name: 'export default', start: node.start });
  lowering.copy(value, slot, node);
  return anything;
}

/** `namespace N { export const a = 1; }`: an object with what it exports, whose statements run where it stands. */
function lowerNamespace(lowering: Lowering, node: Extract<Node, { type: 'TSModuleDeclaration' }>): Slot {
  if (!node.body || node.id.type !== 'Identifier') return anything;
  const of = lowering.make('Object');
  assign(lowering, node.id, { value: of, at: node });
  for (const statement of node.body.body) {
    lowering.lower(statement);
    if (statement.type !== 'ExportNamedDeclaration' || !statement.declaration) continue;
    for (const id of listDeclared(statement.declaration)) {
      const { name, start } = id;
      const from = lowering.declare(id, { name, start });
      lowering.emit({ do: 'write', of, member: name, from, start, lazy: false });
    }
  }
  return anything;
}

function listDeclared(declaration: Node): readonly Extract<Node, { type: 'Identifier' }>[] {
  const ids =
    declaration.type === 'VariableDeclaration'
      ? declaration.declarations.map(({ id }) => id)
      : 'id' in declaration
        ? [declaration.id]
        : [];
  return ids.flatMap((id) => (id && typeof id === 'object' && id.type === 'Identifier' ? [id] : []));
}
