import { literalText } from '../syntax.ts';
import { type FindHazards, hazardAt, textOf } from './spot.ts';

const address = /^(?:sqlite:|:memory:$|file:.*\.(?:db|sqlite3?)$)/;
const kind = /^(?:client|dialect|driver|provider|type)$/;
const ofFile = /^(?:(?:better-)?sqlite3?|sqljs)$/;

/** SQLite by way of a query builder or an ORM: `sqlite::memory:`, `{ client: 'sqlite3' }`. */
export const findLocalDatabases: FindHazards = ({ tree, node, ancestors }) => {
  const text = node.type === 'Literal' ? literalText(node) : undefined;
  if (text === undefined) return [];
  const parent = ancestors.at(-1);
  const says = parent?.type === 'Property' && 'name' in parent.key && kind.test(String(parent.key.name));
  return address.test(text) || (says && ofFile.test(text))
    ? [hazardAt(node, 'split.local-database', textOf(tree, node))]
    : [];
};
