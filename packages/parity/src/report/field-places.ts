import type { ExactJson } from '../compare/exact-json.ts';
import { generaliseToken } from './cause.ts';

/** The distinct fields of JSON documents, elements of a list being the same field: a tree, which costs no texts to grow. */
export interface FieldPlaces {
  add(document: ExactJson): void;
  count(): number;
}

interface Node {
  isField: boolean;
  readonly children: Map<string, Node>;
}

const mostNodes = 10_000;
const deepest = 100;

/** Creates an empty tree, which stops growing where documents are endless. */
export function createFieldPlaces(): FieldPlaces {
  const root: Node = { isField: false, children: new Map() };
  let [nodes, fields] = [0, 0];
  const child = ({ children }: Node, key: string): Node | undefined => {
    // Most fields are known by the very name that they have.
    const found = children.get(key) ?? children.get(generaliseToken(key));
    if (found || nodes === mostNodes) return found;
    const created = { isField: false, children: new Map() };
    children.set(generaliseToken(key), created);
    nodes++;
    return created;
  };
  const visit = (node: Node | undefined, value: ExactJson, depth = 0): void => {
    if (!node) return;
    if (typeof value === 'object' && value !== null && depth < deepest) {
      const isList = Array.isArray(value);
      for (const [key, inner] of Object.entries(value) as [string, ExactJson][])
        visit(child(node, isList ? '*' : key), inner, depth + 1);
    } else if (!node.isField) {
      node.isField = true;
      fields++;
    }
  };
  return { add: (document) => visit(root, document), count: () => fields };
}
