import { findUploads, nameOfCallee } from '../file-uses.ts';
import { unwrap } from '../syntax.ts';
import { type FindHazards, hazardAt, textOf } from './spot.ts';

/** Uploads that are kept. */
export const findLocalFiles: FindHazards = ({ tree, node }) => {
  if (node.type !== 'CallExpression') return [];
  const keeps = nameOfCallee(node) === 'diskStorage' || findUploads(node) !== undefined;
  return keeps
    ? [hazardAt(node, 'split.local-files', `uploads that \`${textOf(tree, unwrap(node.callee))}\` writes`)]
    : [];
};
