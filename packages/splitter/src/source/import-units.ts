import type {
  ExportAllDeclaration,
  ExportNamedDeclaration,
  ImportDeclaration,
  Node,
  TSImportEqualsDeclaration,
  VariableDeclarator,
} from 'oxc-parser';
import type { ModuleTree } from './module-tree.ts';
import type { ExportFacts, ImportedBinding } from './source-facts.ts';
import { literalText, memberName, namesOf, toLoad, unwrap } from './syntax.ts';
import { type ModuleDraft, nothing, type UnitDraft, withComma } from './unit-draft.ts';

type ImportNode = ImportDeclaration | ExportNamedDeclaration | ExportAllDeclaration;

/** `import … from 'x'`; type imports are erased. */
export function draftImport(tree: ModuleTree, node: ImportDeclaration): ModuleDraft {
  if (node.importKind === 'type') return nothing;
  const values = node.specifiers.filter(
    (specifier) => specifier.type !== 'ImportSpecifier' || specifier.importKind !== 'type',
  );
  if (values.length === 0 && node.specifiers.length > 0) return nothing;
  const brace = tree.source.indexOf('{', node.start);
  const bindings = values.map((specifier): ImportedBinding => {
    const name = specifier.local.name;
    if (specifier.type === 'ImportNamespaceSpecifier') return { name, imported: '*' };
    if (specifier.type === 'ImportSpecifier') {
      return { name, imported: moduleName(specifier.imported), range: withComma(tree, specifier) };
    }
    const named = node.specifiers[1]?.type === 'ImportSpecifier';
    return { name, imported: 'default', ...(named && { range: { start: specifier.start, end: brace } }) };
  });
  return { units: [draftFrom(tree, node, bindings)], exports: [] };
}

/** `export { a } from 'x'`, `export * from 'x'`. */
export function draftReexport(
  tree: ModuleTree,
  node: ExportNamedDeclaration | ExportAllDeclaration,
): ModuleDraft {
  if (node.exportKind === 'type') return nothing;
  if (node.type === 'ExportAllDeclaration') {
    const name = node.exported ? moduleName(node.exported) : '*';
    return {
      units: [draftFrom(tree, node, [{ name, imported: '*' }])],
      exports: node.exported ? [[name, toExport(node, '*')]] : [],
    };
  }
  const specifiers = node.specifiers.filter(({ exportKind }) => exportKind !== 'type');
  const bindings = specifiers.map((specifier) => ({
    name: moduleName(specifier.exported),
    imported: moduleName(specifier.local),
    range: withComma(tree, specifier),
  }));
  return {
    units: [draftFrom(tree, node, bindings)],
    exports: bindings.map(({ name, imported }) => [name, toExport(node, imported)] as const),
  };
}

/** `x = require('y')`, `{ a, b: c } = require('y')`, `x = require('y').z`; undefined if it is something else. */
export function draftRequire(
  tree: ModuleTree,
  { id, init }: VariableDeclarator,
  whole: Omit<UnitDraft, 'declares' | 'effects'>,
): UnitDraft | undefined {
  if (!init) return undefined;
  const value = unwrap(init);
  const call = value.type === 'MemberExpression' ? unwrap(value.object) : value;
  const specifier = call.type === 'CallExpression' ? toLoad(tree, call) : undefined;
  if (specifier === undefined) return undefined;
  const member = value === call ? undefined : memberName(value);
  if (value !== call && member === undefined) return undefined;
  const bindings =
    id.type === 'ObjectPattern' && !member
      ? id.properties.flatMap((property) => toRequired(property))
      : namesOf(id).map((name) => ({ name, imported: member ?? '*' }));
  const imports = { specifier, bare: `require(${JSON.stringify(specifier)});`, bindings, reexports: false };
  return { ...whole, declares: bindings.map(({ name }) => name), effects: [], imports };
}

/** `import x = require('y')` of TypeScript. */
export function draftImportEquals(node: TSImportEqualsDeclaration): ModuleDraft {
  const { moduleReference, id, importKind } = node;
  if (importKind === 'type' || moduleReference.type !== 'TSExternalModuleReference') return nothing;
  const specifier = moduleReference.expression.value;
  const imports = {
    specifier,
    bare: `import ${JSON.stringify(specifier)};`,
    bindings: [{ name: id.name, imported: '*' }],
    reexports: false,
  };
  return {
    units: [{ node, range: { start: node.start, end: node.end }, declares: [id.name], effects: [], imports }],
    exports: [],
  };
}

/** Only the evaluation: `import 'x'`, `require('x')`. */
export function draftBare(node: Node, specifier: string): UnitDraft {
  const imports = { specifier, bare: '', bindings: [], reexports: false };
  return { node, range: node, declares: [], effects: [], imports };
}

function toRequired(property: Node): readonly ImportedBinding[] {
  const simple =
    property.type === 'Property' && !property.computed && 'name' in property.key
      ? property.key.name
      : undefined;
  const alone = property.type === 'Property' && property.value.type === 'Identifier';
  return namesOf(property).map((name) => ({ name, imported: alone && simple ? String(simple) : '*' }));
}

function draftFrom(tree: ModuleTree, node: ImportNode, bindings: readonly ImportedBinding[]): UnitDraft {
  const { source } = node;
  const reexports = node.type !== 'ImportDeclaration';
  const specifier = (source && literalText(source)) ?? '';
  const bare = `import ${tree.source.slice(source?.start, node.end)}`;
  return {
    node,
    range: node,
    declares: reexports ? [] : bindings.map(({ name }) => name),
    effects: [],
    imports: { specifier, bare, bindings, reexports },
  };
}

function toExport(node: ExportNamedDeclaration | ExportAllDeclaration, imported: string): ExportFacts {
  return { kind: 'from', specifier: (node.source && literalText(node.source)) ?? '', imported };
}

/** `a`, `'any text'`, `default`. */
export function moduleName(node: Node): string {
  return node.type === 'Identifier' ? node.name : (literalText(node) ?? '');
}
