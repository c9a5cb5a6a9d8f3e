import { resolve } from 'node:path';
import type { CallExpression, Node } from 'oxc-parser';
import { listFileUses, nameOfCallee, readsFile } from './file-uses.ts';
import { isBelow } from './is-below.ts';
import { createPathEvaluator, directoryOf, gap } from './known-path.ts';
import { isFunction, type ModuleTree } from './module-tree.ts';
import type { Place } from './source-facts.ts';
import { childrenOf, literalText, toLoad } from './syntax.ts';

/** Calls that want a path only for its words. */
const asksOfPath = /^(?:relative|basename|extname|parse|log|debug|info|warn|error)$/;

/** Finds the files and directories that a module names: `join(__dirname, 'public')`, `new URL('./a.txt', import.meta.url)`. */
export interface PathReader {
  list(node: Node, ancestors: readonly Node[]): readonly Place[];
}

export interface Roots {
  /** What relative paths mean: the directory that the app runs in. */
  readonly root: string;
  /** Below it are the files of the module's package. */
  readonly within: string;
}

export function createPathReader(tree: ModuleTree, { root, within }: Roots): PathReader {
  const { evaluate, isAnchored } = createPathEvaluator(tree, root);
  return { list };

  function list(node: Node, ancestors: readonly Node[]): readonly Place[] {
    const running = ancestors.some(isFunction);
    return [...listFileUses(node, { evaluate, root, running }), ...listNamed(node, ancestors, running)];
  }

  function listNamed(node: Node, ancestors: readonly Node[], running: boolean): readonly Place[] {
    const parent = ancestors.at(-1);
    if (!parent || isAnchored(parent) || isRootOption(ancestors)) return [];
    if (isAnchored(node)) return listAnchored(node, parent, running);
    if (running && isRead(node)) return listReads(node);
    return mayNameFile(node, parent, running) ? [toPlace(node, literalText(node) ?? '')] : [];
  }

  function listAnchored(node: Node, parent: Node, running: boolean): readonly Place[] {
    const text = evaluate(node);
    const taker =
      parent.type === 'CallExpression' || parent.type === 'NewExpression' ? nameOfCallee(parent) : undefined;
    const open = text.includes(gap) || taker === 'render'; // A template's name goes without its extension.
    const holdsCode = isBelow(tree.file, text);
    if (!open && !holdsCode) return [toPlace(node, text)];
    // What a constant or a word about a path is used for tells more than that it is made.
    if (asksOfPath.test(taker ?? '') || (!open && parent.type === 'VariableDeclarator')) return [];
    if (!open && isBelow(text, within) && !isRead(parent)) return [toPlace(node, text)];
    return listContents(node, open ? directoryOf(text) : text, running && taker !== undefined);
  }

  function listReads(call: CallExpression): readonly Place[] {
    const [first] = call.arguments;
    if (!first || isAnchored(first)) return [];
    const base = call.arguments.map(findRootOption).find((option) => option !== undefined);
    const text = resolve(root, base ? evaluate(base) : '', evaluate(first));
    if (!text.includes(gap)) return [toPlace(first, text)];
    // A directory that another argument names is a place of its own, and enough: all of it is shipped.
    if (!base && evaluate(first).startsWith(gap) && call.arguments.some(mentionsPath)) return [];
    return listContents(call, directoryOf(text), true);
  }

  /** Some file below a directory: all of it is shipped. Where that is the whole app, no function can be sure to have the file. */
  function listContents(node: Node, directory: string, reads: boolean): readonly Place[] {
    const { start, end } = node;
    const place = (path: string) => ({ kind: 'path', start, path, contents: true }) as const;
    if (isBelow(directory, within)) return [place(directory)];
    if (directory !== within && !isBelow(within, directory)) return []; // No file of the app's.
    const what =
      node.type === 'CallExpression' ? `\`${nameOfCallee(node)}()\`` : `\`${tree.source.slice(start, end)}\``;
    return reads
      ? [place(within), { kind: 'hazard', code: 'split.unknown-file', start, what }]
      : [place(within)];
  }

  function toPlace({ start }: Node, path: string): Place {
    return { kind: 'path', start, path: resolve(root, path) };
  }

  function mentionsPath(node: Node): boolean {
    return isAnchored(node) || childrenOf(node).some(mentionsPath);
  }

  /** `'views'` in `configure('views')`: a package resolves it by the working directory. Within handlers, words are seldom names. */
  function mayNameFile(node: Node, parent: Node, running: boolean): boolean {
    const text = literalText(node);
    if (!text || !/^(?:\.{1,2}\/)*[.@]?\w[^\s:*?]*$/.test(text) || toLoad(tree, parent) !== undefined)
      return false;
    if (running && (isRead(parent) || !/[./]/.test(text))) return false;
    return parent.type === 'CallExpression' || (parent.type === 'Property' && parent.value === node);
  }
}

function isRead(node: Node): node is CallExpression {
  return node.type === 'CallExpression' && readsFile.test(nameOfCallee(node));
}

/** `{ root: __dirname }` of `res.sendFile('index.html', { root: __dirname })`. */
function findRootOption(options: Node): Node | undefined {
  if (options.type !== 'ObjectExpression') return undefined;
  return options.properties.flatMap((property) =>
    property.type === 'Property' && 'name' in property.key && property.key.name === 'root'
      ? [property.value]
      : [],
  )[0];
}

function isRootOption(ancestors: readonly Node[]): boolean {
  const [call, options, property] = ancestors.slice(-3);
  return (
    call !== undefined &&
    isRead(call) &&
    options !== undefined &&
    property?.type === 'Property' &&
    findRootOption(options) === property.value
  );
}
