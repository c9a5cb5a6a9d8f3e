import type { JsonObject } from '../../../aws-endpoint/json.ts';

/** Members of the API that the query protocol calls otherwise: its lists are flat, and named after their members. */
const lists: ReadonlyMap<string, string> = new Map([
  ['AttributeName', 'AttributeNames'],
  ['MessageAttributeName', 'MessageAttributeNames'],
  ['MessageSystemAttributeName', 'MessageSystemAttributeNames'],
  ['SendMessageBatchRequestEntry', 'Entries'],
  ['DeleteMessageBatchRequestEntry', 'Entries'],
  ['ChangeMessageVisibilityBatchRequestEntry', 'Entries'],
]);
/** Maps are lists of `Name` and `Value`. */
const maps: ReadonlyMap<string, string> = new Map([
  ['Attribute', 'Attributes'],
  ['MessageAttribute', 'MessageAttributes'],
  ['MessageSystemAttribute', 'MessageSystemAttributes'],
]);

type Tree = Map<string, string | Tree>;

/**
 * Reads a form of the query protocol into the input that the JSON protocol would carry
 * (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#query-key-resolution):
 * `SendMessageBatchRequestEntry.1.MessageBody=…` is the first of `Entries`. Numbers stay text.
 */
export function parseQueryInput(parameters: URLSearchParams): JsonObject {
  const tree: Tree = new Map();
  for (const [key, value] of parameters) plant(tree, key.split('.'), value);
  return toInput(tree);
}

function plant(tree: Tree, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    tree.set(name, value);
    return;
  }
  const found = tree.get(name);
  const branch: Tree = found instanceof Map ? found : new Map();
  tree.set(name, branch);
  plant(branch, rest, value);
}

function toInput(tree: Tree): JsonObject {
  const entries = [...tree].map(([name, value]): [string, unknown] => {
    if (typeof value === 'string') return [name, value];
    const [list, map] = [lists.get(name), maps.get(name)];
    if (list !== undefined) return [list, listMembers(value).map(toValue)];
    if (map !== undefined) return [map, Object.fromEntries(listMembers(value).flatMap(toEntry))];
    return [name, toInput(value)];
  });
  return Object.fromEntries(entries);
}

/** Members are numbered from 1. */
function listMembers(tree: Tree): (string | Tree)[] {
  return [...tree].sort(([left], [right]) => Number(left) - Number(right)).map(([, member]) => member);
}

function toValue(value: string | Tree): unknown {
  return typeof value === 'string' ? value : toInput(value);
}

function toEntry(member: string | Tree): [string, unknown][] {
  if (typeof member === 'string') return [];
  const name = member.get('Name');
  return typeof name === 'string' ? [[name, toValue(member.get('Value') ?? '')]] : [];
}
