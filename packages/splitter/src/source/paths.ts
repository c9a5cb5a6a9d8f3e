import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CallExpression, Node } from 'oxc-parser';
import { isFunction, type ModuleTree } from './module-tree.ts';
import type { Place } from './source-facts.ts';
import {
  childrenOf,
  isGlobalPath,
  literalText,
  memberName,
  namesOf,
  toAccessPath,
  unwrap,
} from './syntax.ts';

/** Calls that read the file which their first argument names. */
const readsFile =
  /^(?:sendFile|sendfile|download|readFile|readFileSync|createReadStream|readdir|readdirSync|opendir|readJson|readJsonSync)$/;

/** Finds the files and directories that a module names: `join(__dirname, 'public')`, `new URL('./a.txt', import.meta.url)`. */
export interface PathReader {
  list(node: Node, ancestors: readonly Node[]): readonly Place[];
}

/** @param root what relative paths mean: the directory that the app runs in. */
export function createPathReader(tree: ModuleTree, root: string): PathReader {
  const constants = new Map<string, Node>();
  for (const statement of tree.program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { id, init } of declaration.declarations)
      if (init) for (const name of namesOf(id)) constants.set(name, init);
  }
  return { list };

  function list(node: Node, ancestors: readonly Node[]): readonly Place[] {
    const path = isAnchored(node) ? evaluate(node) : undefined;
    if (path !== undefined && !ancestors.some((ancestor) => evaluate(ancestor) !== undefined))
      return [{ kind: 'path', start: node.start, path: resolve(root, path) }];
    return node.type === 'CallExpression' && ancestors.some(isFunction) ? listReads(node) : [];
  }

  function listReads(call: CallExpression): readonly Place[] {
    const callee = unwrap(call.callee);
    const name = memberName(callee) ?? (callee.type === 'Identifier' ? callee.name : '');
    const [first] = call.arguments;
    if (!readsFile.test(name) || !first) return [];
    const path = evaluate(first);
    if (path !== undefined) return [{ kind: 'path', start: first.start, path: resolve(root, path) }];
    // A part that is known, the directory, is enough: all of it is shipped.
    if (call.arguments.some((argument) => mentionsPath(argument))) return [];
    return [{ kind: 'hazard', code: 'split.unknown-file', start: call.start, what: `\`${name}()\`` }];
  }

  function mentionsPath(node: Node): boolean {
    return (isAnchored(node) && evaluate(node) !== undefined) || childrenOf(node).some(mentionsPath);
  }

  /** Whether the expression says where it is, and not only some text. */
  function isAnchored(node: Node): boolean {
    const inner = unwrap(node);
    if (inner.type === 'Identifier')
      return (
        inner.name === '__dirname' ||
        (constants.has(inner.name) && isAnchored(constants.get(inner.name) as Node))
      );
    if (inner.type === 'MemberExpression' && unwrap(inner.object).type === 'MetaProperty')
      return ['dirname', 'filename', 'url'].includes(memberName(inner) ?? '');
    if (inner.type === 'CallExpression' || inner.type === 'NewExpression') {
      return isGlobalPath(tree, inner.callee, 'process', 'cwd') || inner.arguments.some(isAnchored);
    }
    if (inner.type === 'TemplateLiteral') return inner.expressions.some(isAnchored);
    return inner.type === 'BinaryExpression' && (isAnchored(inner.left) || isAnchored(inner.right));
  }

  function evaluate(node: Node, depth = 0): string | undefined {
    const inner = unwrap(node);
    const text = literalText(inner);
    if (text !== undefined || depth > 8) return text;
    const below = (child: Node) => evaluate(child, depth + 1);
    switch (inner.type) {
      case 'Identifier':
        if (inner.name === '__dirname') return dirname(tree.file);
        if (inner.name === '__filename') return tree.file;
        return constants.has(inner.name) && tree.bindingOf(inner)?.topLevel
          ? below(constants.get(inner.name) as Node)
          : undefined;
      case 'MemberExpression':
        if (unwrap(inner.object).type !== 'MetaProperty') return undefined;
        return { dirname: dirname(tree.file), filename: tree.file, url: pathToFileURL(tree.file).href }[
          memberName(inner) ?? ''
        ];
      case 'TemplateLiteral':
        return joinKnown(
          inner.quasis.flatMap((quasi, index) => [
            quasi.value.cooked ?? '',
            ...(inner.expressions[index] ? [below(inner.expressions[index])] : []),
          ]),
        );
      case 'BinaryExpression':
        return inner.operator === '+' ? joinKnown([below(inner.left), below(inner.right)]) : undefined;
      case 'NewExpression':
      case 'CallExpression':
        return evaluateCall(toAccessPath(inner.callee), inner.arguments.map(below));
      default:
        return undefined;
    }
  }

  function evaluateCall(
    { root: callee, members }: ReturnType<typeof toAccessPath>,
    values: readonly (string | undefined)[],
  ): string | undefined {
    const name = members.at(-1) ?? (callee.type === 'Identifier' ? callee.name : '');
    if (name === 'cwd') return root;
    const known = values.filter((value) => value !== undefined);
    const [first, second] = known;
    if (known.length < values.length || first === undefined) return undefined;
    switch (name) {
      case 'join':
      case 'resolve':
        return resolve(
          root,
          ...known.map((part, index) => (name === 'join' && index > 0 ? `./${part}` : part)),
        );
      case 'dirname':
        return dirname(first);
      case 'URL':
        return second?.startsWith('file:') ? fileURLToPath(new URL(first, second)) : undefined;
      case 'fileURLToPath':
        return first.startsWith('file:') ? fileURLToPath(first) : first;
      case 'normalize':
      case 'toString':
        return first;
      default:
        return undefined;
    }
  }
}

function joinKnown(parts: readonly (string | undefined)[]): string | undefined {
  return parts.includes(undefined) ? undefined : parts.join('');
}
