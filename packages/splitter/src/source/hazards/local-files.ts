import type { Node } from 'oxc-parser';
import type { ModuleTree } from '../module-tree.ts';
import { memberName, toAccessPath, unwrap } from '../syntax.ts';
import { type FindHazards, hazardAt, isInFunction, textOf } from './spot.ts';

const writesFiles =
  /^(?:append|chmod|copyFile|cp$|createWriteStream|mkdir|mkdtemp|rename|rm|symlink|truncate|unlink|utimes|write)/;
const fileModules = new Set(['fs', 'fs/promises', 'fs-extra', 'graceful-fs']);

/** Files that requests write, and uploads that are kept. */
export const findLocalFiles: FindHazards = (spot) => {
  const { tree, node } = spot;
  if (node.type !== 'CallExpression') return [];
  const callee = unwrap(node.callee);
  const text = textOf(tree, callee);
  const method = memberName(callee);
  const at = callee.type === 'MemberExpression' ? callee.property : node;
  const name = method ?? (callee.type === 'Identifier' ? callee.name : '');
  if (isInFunction(spot) && writesFiles.test(name) && isOfFiles(tree, toAccessPath(callee).root))
    return [hazardAt(at, 'split.local-files', `\`${text}()\``)];
  return method === 'diskStorage' || isUploadToDisk(text, node.arguments[0])
    ? [hazardAt(at, 'split.local-files', `uploads that \`${text}\` writes`)]
    : [];
};

/** Whether it was imported or required from a module for files. */
function isOfFiles(tree: ModuleTree, root: Node): boolean {
  const binding = tree.bindingOf(root);
  const specifier = binding && tree.isImported(binding) ? tree.specifierOf(binding) : undefined;
  return specifier !== undefined && fileModules.has(specifier.replace(/^node:/, ''));
}

function isUploadToDisk(callee: string, argument: Node | undefined): boolean {
  if (!/\bmulter$/.test(callee) || argument?.type !== 'ObjectExpression') return false;
  return argument.properties.some(
    (property) => property.type === 'Property' && 'name' in property.key && property.key.name === 'dest',
  );
}
