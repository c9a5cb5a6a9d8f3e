import type { PatternReader } from './reader.ts';

/** Operators compare only strings with strings; everything else has been sorted out before. */
export type TextTest = (leaf: string) => boolean;

export function equalsIgnoringCase(wanted: string): TextTest {
  const folded = wanted.toLowerCase();
  return (leaf) => leaf.toLowerCase() === folded;
}

export type ParseText = (argument: unknown, path: string, reader: PatternReader) => TextTest | undefined;

export const parsePrefix: ParseText = createAffixParser('startsWith');
export const parseSuffix: ParseText = createAffixParser('endsWith');

/** `"us-"`, or `{ "equals-ignore-case": "us-" }`. */
function createAffixParser(end: 'startsWith' | 'endsWith'): ParseText {
  return (argument, path, reader) => {
    if (typeof argument === 'string') return (leaf) => leaf[end](argument);
    const folded = findFolded(argument);
    if (folded === undefined)
      return reader.report(path, 'must be a string or {"equals-ignore-case": string}');
    return (leaf) => leaf.toLowerCase()[end](folded);
  };
}

function findFolded(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || Object.keys(argument).length !== 1)
    return undefined;
  const wanted = (argument as Readonly<Record<string, unknown>>)['equals-ignore-case'];
  return typeof wanted === 'string' ? wanted.toLowerCase() : undefined;
}

/**
 * `*` stands for any characters, also none; `\*` and `\\` are the characters themselves, and two `*` in a row are
 * refused (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching).
 * The text is searched part by part from the left, so that no pattern takes long.
 */
export const parseWildcard: ParseText = (argument, path, reader) => {
  if (typeof argument !== 'string') return reader.report(path, 'must be a string');
  const tokens = argument.match(/\\[\s\S]?|[\s\S]/gu) ?? [];
  if (tokens.some((token) => token.startsWith('\\') && token !== '\\*' && token !== '\\\\')) {
    return reader.report(path, 'has an invalid escape: only \\* and \\\\ are known');
  }
  if (tokens.some((token, index) => token === '*' && tokens[index + 1] === '*')) {
    return reader.report(path, 'has two wildcards in a row');
  }
  const parts = [''];
  for (const token of tokens) {
    if (token === '*') parts.push('');
    else parts.push(parts.pop() + (token.startsWith('\\') ? token.slice(1) : token));
  }
  return (leaf) => matchesParts(leaf, parts);
};

function matchesParts(leaf: string, [first = '', ...others]: readonly string[]): boolean {
  const last = others.at(-1);
  if (last === undefined) return leaf === first;
  if (leaf.length < first.length + last.length || !leaf.startsWith(first) || !leaf.endsWith(last))
    return false;
  const end = leaf.length - last.length;
  let at = first.length;
  for (const part of others.slice(0, -1)) {
    const found = leaf.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return true;
}
