import { resolve } from 'node:path';
import type { ArrowFunctionExpression, CallExpression, Function as FunctionNode, Node } from 'oxc-parser';
import { gap, type PathEvaluator } from './known-path.ts';
import type { FileUse } from './source-facts.ts';
import { childrenOf, memberName, unwrap } from './syntax.ts';

/** Calls that read the file which their first argument names. */
export const readsFile =
  /^(?:sendFile|sendfile|download|(?:read(?:File|dir|Json)|exists|l?stat|access|open(?:dir)?)Sync|readFile|createReadStream|readdir|opendir|readJson)$/;

/** Calls that write, change or remove it: of `fs`, and what packages add to that. */
export const writesFile =
  /^(?:append|chmod|copy|cp|create(?!ReadStream)|emptyDir|ensure|link|mkdir|mkdtemp|move|open(?:Sync)?$|output|rename|rm|symlink|truncate|unlink|utimes|write)/;
const toAnother = /^(?:copy|cp|link|move|rename|symlink)/;

/** Options of middleware that keeps uploads: where it does. */
export const uploadDirectories = ['dest', 'uploadDir', 'tempFileDir'];

/** Which file a call is about, if it reads or writes one. */
export function listFileUses(
  node: Node,
  {
    evaluate,
    root,
    running,
  }: Pick<PathEvaluator, 'evaluate'> & { readonly root: string; readonly running: boolean },
): readonly FileUse[] {
  if (node.type !== 'CallExpression') return [];
  const { start, arguments: given } = node;
  const name = nameOfCallee(node);
  const toUse = (path: Node | undefined, writes: boolean): FileUse => {
    const [certain = ''] = path ? evaluate(path).split(gap, 1) : [];
    return { kind: 'file', start, path: certain && resolve(root, certain), writes };
  };
  const uploads = findUploads(node);
  if (uploads) return [toUse(uploads, true)];
  if (running && readsFile.test(name)) return [toUse(given[0], false)];
  return running && writesFile.test(name) ? [toUse(given[toAnother.test(name) ? 1 : 0], true)] : [];
}

/** `uploads` of `multer({ dest: 'uploads' })` and `diskStorage({ destination: (request, file, done) => done(null, 'uploads') })`. */
function findUploads(call: CallExpression): Node | undefined {
  const [options] = call.arguments;
  if (options?.type !== 'ObjectExpression') return undefined;
  const names = nameOfCallee(call) === 'diskStorage' ? ['destination'] : uploadDirectories;
  const [directory] = options.properties.flatMap((property) =>
    property.type === 'Property' && 'name' in property.key && names.includes(String(property.key.name))
      ? [property.value]
      : [],
  );
  return directory?.type === 'FunctionExpression' || directory?.type === 'ArrowFunctionExpression'
    ? findPassedOn(directory)
    : directory;
}

/** What a function hands to the callback that is its last parameter; undefined if it does so in several places, or in none. */
function findPassedOn({ params, body }: FunctionNode | ArrowFunctionExpression): Node | undefined {
  const callback = params.at(-1);
  if (callback?.type !== 'Identifier' || !body) return undefined;
  const passed = listCallsOf(callback.name, body).flatMap(({ arguments: given }) => given.slice(1));
  return passed.length === 1 ? passed[0] : undefined;
}

function listCallsOf(name: string, node: Node): readonly CallExpression[] {
  const own =
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === name;
  const below = childrenOf(node).flatMap((child) => listCallsOf(name, child));
  return own ? [node, ...below] : below;
}

export function nameOfCallee({ callee }: Pick<CallExpression, 'callee'>): string {
  const inner = unwrap(callee);
  return inner.type === 'Identifier' ? inner.name : (memberName(inner) ?? '');
}
