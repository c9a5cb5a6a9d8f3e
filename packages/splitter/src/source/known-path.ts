import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Node } from 'oxc-parser';
import { walk } from 'oxc-walker';
import type { ModuleTree } from './module-tree.ts';
import { isGlobalPath, literalText, memberName, toAccessPath, unwrap } from './syntax.ts';

/** Not this machine's own, below which an app may lie. */
const temporaryDirectory = '/temporary-directory';

/** Stands in a path for each part that the source does not tell: no file's name has it. */
export const gap = '\0';

/** What is certain of a path ends with a whole name: `/app/data/2026-` and a gap is some file of `/app/data`. */
export function directoryOf(path: string): string {
  return dirname(`${path.split(gap, 1)[0]}.`);
}

/** Tells what text an expression makes, as far as the source says: `join(__dirname, 'data', name)` is `/app/data/` and a gap. */
export interface PathEvaluator {
  evaluate(node: Node): string;
  /** Whether the expression says where it is, by the module's place or the working directory, and is not only some text. */
  isAnchored(node: Node): boolean;
}

/** @param root what relative paths mean: the directory that the app runs in. */
export function createPathEvaluator(tree: ModuleTree, root: string): PathEvaluator {
  const constants = listConstants(tree);
  return { evaluate, isAnchored };

  function isAnchored(node: Node, depth = 0): boolean {
    const inner = unwrap(node);
    const below = (child: Node) => depth < deepest && isAnchored(child, depth + 1);
    switch (inner.type) {
      case 'Identifier': {
        const value = constantOf(inner);
        return placeNames.has(inner.name) || (value !== undefined && below(value));
      }
      case 'MemberExpression':
        return unwrap(inner.object).type === 'MetaProperty'
          ? /^(?:dirname|filename|url)$/.test(memberName(inner) ?? '')
          : ofUrl.test(memberName(inner) ?? '') && below(inner.object);
      case 'TemplateLiteral':
        return (
          inner.expressions[0] !== undefined && !inner.quasis[0]?.value.cooked && below(inner.expressions[0])
        );
      case 'BinaryExpression':
        return inner.operator === '+' && below(inner.left);
      case 'LogicalExpression':
        return below(inner.left) || below(inner.right);
      case 'NewExpression':
      case 'CallExpression':
        return (
          isGlobalPath(tree, inner.callee, 'process', 'cwd') ||
          (makesPath.test(nameOfMaker(inner.callee)) && inner.arguments.some(below))
        );
      default:
        return false;
    }
  }

  function evaluate(node: Node, depth = 0): string {
    const inner = unwrap(node);
    if (depth > deepest) return gap;
    const below = (child: Node) => evaluate(child, depth + 1);
    switch (inner.type) {
      case 'Identifier': {
        if (inner.name === '__dirname') return dirname(tree.file);
        if (inner.name === '__filename') return tree.file;
        const value = constantOf(inner);
        return value ? below(value) : gap;
      }
      case 'MemberExpression':
        return evaluateMember(unwrap(inner.object), memberName(inner), below);
      case 'TemplateLiteral':
        return inner.quasis
          .map(({ value }, index) => {
            const expression = inner.expressions[index];
            return (value.cooked ?? gap) + (expression ? below(expression) : '');
          })
          .join('');
      case 'BinaryExpression':
        return inner.operator === '+' ? below(inner.left) + below(inner.right) : gap;
      case 'LogicalExpression': {
        // What the environment may say instead is no file of the app's.
        const left = below(inner.left);
        return left === gap ? below(inner.right) : left;
      }
      case 'NewExpression':
      case 'CallExpression':
        return evaluateCall(nameOfMaker(inner.callee), inner.arguments.map(below));
      default:
        return literalText(inner) ?? gap;
    }
  }

  function evaluateMember(object: Node, name: string | undefined, below: (node: Node) => string): string {
    if (object.type !== 'MetaProperty') return ofUrl.test(name ?? '') ? below(object) : gap;
    if (name === 'dirname') return dirname(tree.file);
    return name === 'filename' || name === 'url' ? tree.file : gap;
  }

  function evaluateCall(name: string, values: readonly string[]): string {
    const [first = gap, second = gap] = values;
    switch (name) {
      case 'cwd':
        return root;
      case 'tmpdir':
        return temporaryDirectory;
      case 'join':
        return join(...values);
      case 'resolve':
        return resolve(root, ...values);
      case 'dirname':
        return first.includes(gap) ? gap : dirname(first);
      case 'URL':
        return second.startsWith('/') ? resolveUrl(first, second) : gap;
      case 'fileURLToPath':
      case 'pathToFileURL':
      case 'normalize':
        return first;
      default:
        return gap;
    }
  }

  /** `join` of `path.join` and `join`, but not of `names.join`. */
  function nameOfMaker(callee: Node): string {
    const { root: object, members } = toAccessPath(callee);
    if (object.type !== 'Identifier') return '';
    const [name = object.name] = members.slice(-1);
    const binding = members.length > 0 ? tree.bindingOf(object) : undefined;
    const specifier = binding ? (tree.specifierOf(binding) ?? binding.name) : object.name;
    return members.length === 0 || /^(?:node:)?(?:path|url|process|os)\b/.test(specifier) ? name : '';
  }

  function constantOf(identifier: Node): Node | undefined {
    const binding = tree.bindingOf(identifier);
    return binding && constants.get(binding.key);
  }
}

const makesPath = /^(?:join|resolve|normalize|dirname|URL|fileURLToPath|pathToFileURL)$/;
const ofUrl = /^(?:href|pathname)$/;
const placeNames: ReadonlySet<string> = new Set(['__dirname', '__filename']);
/** A constant may name another, and in the end itself. */
const deepest = 8;

/** Values of what is declared by `const`, or by `var` or `let` at top level, by binding key. */
function listConstants({ program }: ModuleTree): ReadonlyMap<string, Node> {
  const constants = new Map<string, Node>();
  walk(program, {
    enter(node, parent) {
      if (node.type !== 'VariableDeclaration') return;
      const topLevel = parent?.type === 'Program' || parent?.type === 'ExportNamedDeclaration';
      if (!topLevel && node.kind !== 'const') return;
      for (const { id, init } of node.declarations)
        if (init && id.type === 'Identifier')
          constants.set(topLevel ? id.name : `${id.name}@${id.start}`, init);
    },
  });
  return constants;
}

/** `new URL('./a.txt', import.meta.url)`; the evaluator writes files' URLs as paths. */
function resolveUrl(reference: string, base: string): string {
  return fileURLToPath(new URL(reference.replaceAll(gap, '%00'), pathToFileURL(base)));
}
