import type {
  Directive,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Node,
  Statement,
  VariableDeclaration,
} from 'oxc-parser';
import { draftCommonjsExport, draftWholeExport, listDeclaredExports } from './commonjs-exports.ts';
import { listEffects } from './effects.ts';
import {
  draftBare,
  draftImport,
  draftImportEquals,
  draftReexport,
  draftRequire,
  moduleName,
} from './import-units.ts';
import { draftLocals, draftProperties } from './inner-units.ts';
import type { ModuleTree } from './module-tree.ts';
import type { Range } from './source-facts.ts';
import { childrenOf, isErased, namesOf, toLoad, unwrap } from './syntax.ts';
import {
  draftAlias,
  joinDrafts,
  type ModuleDraft,
  nothing,
  type UnitDraft,
  withComma,
} from './unit-draft.ts';

/** A module's top level, statement by statement. */
export function draftModule(tree: ModuleTree): ModuleDraft {
  return joinDrafts(tree.program.body.map((statement) => draftStatement(tree, statement)));
}

function draftStatement(tree: ModuleTree, node: Directive | Statement): ModuleDraft {
  if (isErased(node)) return nothing;
  switch (node.type) {
    case 'ImportDeclaration':
      return draftImport(tree, node);
    case 'ExportAllDeclaration':
      return draftReexport(tree, node);
    case 'ExportNamedDeclaration':
      return draftNamedExport(tree, node);
    case 'ExportDefaultDeclaration':
      return draftDefaultExport(tree, node);
    case 'TSExportAssignment':
      return draftWholeExport(tree, node, node.expression);
    case 'TSImportEqualsDeclaration':
      return draftImportEquals(node);
    case 'ExpressionStatement': {
      const specifier = toLoad(tree, node.expression);
      if (specifier !== undefined && node.expression.type === 'CallExpression')
        return only(draftBare(node, specifier));
      return draftCommonjsExport(tree, node) ?? only(draftPlain(tree, node, node));
    }
    default:
      return {
        units: draftDeclaration(tree, node, node),
        exports: node.type === 'VariableDeclaration' ? listDeclaredExports(tree, node) : [],
      };
  }
}

/** Declarations, and statements that act. */
function draftDeclaration(tree: ModuleTree, node: Node, range: Range): readonly UnitDraft[] {
  if (isErased(node)) return [];
  if (node.type === 'VariableDeclaration') return draftVariables(tree, node, range);
  return [draftPlain(tree, node, range)];
}

function draftVariables(
  tree: ModuleTree,
  { declarations }: VariableDeclaration,
  range: Range,
): readonly UnitDraft[] {
  return declarations.map((declarator) => {
    const { id, init } = declarator;
    const alone = declarations.length === 1;
    const value =
      id.type === 'ObjectPattern' ? ' = {}' : id.type === 'ArrayPattern' ? ' = []' : ' = undefined';
    const whole = {
      node: declarator,
      // One of several cannot go alone: it loses its value.
      range: alone ? { start: range.start, end: range.end } : { start: id.end, end: declarator.end },
      ...(!alone && { replacement: value }),
    };
    const required = draftRequire(tree, declarator, whole);
    if (required) return required;
    const declares = namesOf(id);
    const [name] = declares;
    return {
      ...whole,
      declares,
      effects: init ? listEffects(tree, init) : [],
      parts: [
        ...(init && name && id.type === 'Identifier' ? draftProperties(tree, name, init) : []),
        ...draftLocals(tree, declarator),
      ],
    };
  });
}

function draftPlain(tree: ModuleTree, node: Node, range: Range): UnitDraft {
  return {
    node,
    range: { start: range.start, end: range.end },
    declares:
      'id' in node && node.id && typeof node.id === 'object' && 'name' in node.id
        ? [String(node.id.name)]
        : listHoisted(node),
    effects: node.type === 'TSModuleDeclaration' ? [{ at: node.start }] : listEffects(tree, node),
    parts: draftLocals(tree, node),
  };
}

/** `var` in blocks of the top level. */
function listHoisted(node: Node): readonly string[] {
  if (/Function|Class/.test(node.type)) return [];
  const own =
    node.type === 'VariableDeclaration' && node.kind === 'var'
      ? node.declarations.flatMap(({ id }) => namesOf(id))
      : [];
  return [...own, ...childrenOf(node).flatMap(listHoisted)];
}

function draftNamedExport(tree: ModuleTree, node: ExportNamedDeclaration): ModuleDraft {
  if (node.source) return draftReexport(tree, node);
  if (node.declaration) {
    const units = draftDeclaration(tree, node.declaration, node);
    return {
      units,
      exports: units.flatMap(({ declares }) => declares).map((name) => [name, { kind: 'local', name }]),
    };
  }
  const specifiers = node.specifiers.filter(
    ({ exportKind }) => exportKind !== 'type' && node.exportKind !== 'type',
  );
  return joinDrafts(
    specifiers.map((specifier) => {
      const name = moduleName(specifier.exported);
      return draftAlias(name, moduleName(specifier.local), {
        node: specifier,
        range: withComma(tree, specifier),
      });
    }),
  );
}

function draftDefaultExport(tree: ModuleTree, node: ExportDefaultDeclaration): ModuleDraft {
  const { declaration } = node;
  if (isErased(declaration)) return nothing;
  const range = { start: node.start, end: node.end };
  const value = unwrap(declaration);
  if (value.type === 'Identifier') return draftAlias('default', value.name, { node, range });
  const named = 'id' in declaration && declaration.id ? [declaration.id.name] : ['export default'];
  const unit = {
    node,
    range,
    declares: named,
    effects: listEffects(tree, declaration),
    parts: [...draftProperties(tree, 'export default', value), ...draftLocals(tree, declaration)],
  };
  return { units: [unit], exports: [['default', { kind: 'local', name: named[0] ?? '' }]] };
}

function only(unit: UnitDraft): ModuleDraft {
  return { units: [unit], exports: [] };
}
