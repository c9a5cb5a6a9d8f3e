import type { Node, Program } from 'oxc-parser';
import { isReferenceIdentifier, ScopeTracker, walk } from 'oxc-walker';
import { createLineIndex, type LineIndex } from './line-index.ts';
import { parseSource } from './parse-source.ts';
import { literalText, namesOf, toAccessPath } from './syntax.ts';

/** A module's syntax tree with every identifier resolved to its declaration. */
export interface ModuleTree {
  readonly file: string;
  readonly source: string;
  readonly program: Program;
  readonly lines: LineIndex;
  /** What an identifier refers to; undefined for globals and for identifiers that refer to nothing. */
  bindingOf(identifier: Node): Binding | undefined;
  /** What an identifier in a declaration, an import or a parameter makes. */
  declaredBy(identifier: Node): Binding | undefined;
  /** Identifiers which refer to no declaration in the file: `process`, `require`, or what has not been declared. */
  isGlobal(identifier: Node): boolean;
  /** Whether another module made what it stands for: an import, or a `require` bound at top level. */
  isImported(binding: Binding): boolean;
  /** From where. */
  specifierOf(binding: Binding): string | undefined;
}

interface Binding {
  /** Unique in the file: the name at top level, `name@offset of the declaration` elsewhere. */
  readonly key: string;
  readonly name: string;
  readonly topLevel: boolean;
  readonly kind: 'import' | 'function' | 'class' | 'variable' | 'param';
  /** The function it is declared in; undefined at top level, and outside of any function. */
  readonly within: Node | undefined;
}

export function createModuleTree(file: string, source: string): ModuleTree {
  const program = parseSource(file, source);
  const tracker = new ScopeTracker({ preserveExitedScopes: true });
  walk(program, { scopeTracker: tracker });
  tracker.freeze();
  const bindings = new Map<Node, Binding>();
  const declared = new Map<Node, Binding>();
  const globals = new Set<Node>();
  const functions: { node: Node; scope: string }[] = [];
  let topScope = '';
  walk(program, {
    scopeTracker: tracker,
    enter(node, parent) {
      if (node.type === 'Program') topScope = tracker.getCurrentScope();
      if (isFunction(node)) functions.push({ node, scope: tracker.getCurrentScope() });
      if (node.type !== 'Identifier' && node.type !== 'JSXIdentifier') return;
      const declaration = tracker.getDeclaration(node.name);
      const mentions =
        isReferenceIdentifier(node, parent) &&
        // A name in a pattern that declares it is no mention of it.
        !(declaration?.node.start === node.start && declaration.node.type === 'Identifier');
      if (declaration) (mentions ? bindings : declared).set(node, toBinding(node.name, declaration));
      else if (mentions) globals.add(node);
    },
    leave(node) {
      if (isFunction(node)) functions.pop();
    },
  });
  const required = listSpecifiers(program, globals);
  return {
    file,
    source,
    program,
    lines: createLineIndex(source),
    bindingOf: (identifier) => bindings.get(identifier),
    declaredBy: (identifier) => declared.get(identifier),
    isGlobal: (identifier) => globals.has(identifier),
    isImported: ({ kind, key }) => kind === 'import' || required.has(key),
    specifierOf: ({ key }) => required.get(key),
  };

  function toBinding(name: string, declaration: Declaration): Binding {
    const topLevel = declaration.scope === topScope;
    const within = functions.findLast(({ scope }) => isWithin(declaration.scope, scope))?.node;
    const key = topLevel ? name : `${name}@${declaration.node.start}`;
    return { key, name, topLevel, kind: toKind(declaration), within };
  }
}

/** Names that imports and top-level `const x = require('x')` declare, with the specifier. */
function listSpecifiers(program: Program, globals: ReadonlySet<Node>): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      for (const { local } of statement.specifiers) names.set(local.name, statement.source.value);
    }
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      const specifier = init ? toRequired(toAccessPath(init).root, globals) : undefined;
      if (specifier !== undefined) for (const name of namesOf(id)) names.set(name, specifier);
    }
  }
  return names;
}

function toRequired(root: Node, globals: ReadonlySet<Node>): string | undefined {
  if (root.type !== 'CallExpression' || root.callee.type !== 'Identifier') return undefined;
  const [specifier] = root.arguments;
  return root.callee.name === 'require' && globals.has(root.callee) && specifier
    ? literalText(specifier)
    : undefined;
}

type Declaration = NonNullable<ReturnType<ScopeTracker['getDeclaration']>>;

function toKind(declaration: Declaration): Binding['kind'] {
  switch (declaration.type) {
    case 'Import':
      return 'import';
    case 'Function':
      return 'function';
    case 'Variable':
      return 'variable';
    case 'Identifier':
      return 'class';
    default:
      return 'param';
  }
}

function isWithin(scope: string, outer: string): boolean {
  return scope === outer || scope.startsWith(`${outer}-`);
}

export function isFunction(node: Node): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}
