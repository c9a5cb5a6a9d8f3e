import { anything, type PathPattern, type Segment, type Tail } from './path-pattern.ts';

/**
 * Path syntax of Express 5 (path-to-regexp 8, https://github.com/pillarjs/path-to-regexp): `:name`, `*name`, `{optional}`, `\` escapes;
 * names may be quoted. Undefined if it is not a path of Express 5.
 */
export function parseExpress5Path(path: string): readonly PathPattern[] | undefined {
  const tokens = tokenize(path);
  return tokens && flatten(tokens).map(toPattern);
}

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'param' | 'wildcard'; readonly name: string }
  | { readonly kind: 'group'; readonly tokens: readonly Token[] };

const lexeme =
  /\\(?<escaped>.)|(?<sigil>[:*])(?:(?<name>[$_\p{ID_Start}][$\p{ID_Continue}]*)|"(?<quoted>(?:\\.|[^"\\])*)")|(?<brace>[{}])|(?<text>[^\\:*{}()[\]+?!]+)/suy;

function tokenize(path: string): readonly Token[] | undefined {
  const root: Token[] = [];
  const stack: Token[][] = [root];
  lexeme.lastIndex = 0;
  while (lexeme.lastIndex < path.length) {
    const { escaped, sigil, name, quoted, brace, text } = lexeme.exec(path)?.groups ?? {};
    const open = stack.at(-1) as Token[];
    if (sigil) {
      const named = name ?? quoted?.replace(/\\(.)/gsu, '$1') ?? '';
      open.push({ kind: sigil === ':' ? 'param' : 'wildcard', name: named });
    } else if (brace === '{') {
      const tokens: Token[] = [];
      open.push({ kind: 'group', tokens });
      stack.push(tokens);
    } else if (brace === '}' && stack.length > 1) stack.pop();
    else if (escaped ?? text) open.push({ kind: 'text', text: (escaped ?? text) as string });
    else return undefined;
  }
  return stack.length === 1 ? root : undefined;
}

type FlatToken = Exclude<Token, { readonly kind: 'group' }>;

/** Every combination of optional groups, present or absent. */
function flatten(tokens: readonly Token[]): readonly (readonly FlatToken[])[] {
  return tokens.reduce<readonly (readonly FlatToken[])[]>(
    (paths, token) => {
      const choices = token.kind === 'group' ? [...flatten(token.tokens), []] : [[token]];
      return paths.flatMap((path) => choices.map((choice) => [...path, ...choice]));
    },
    [[]],
  );
}

function toPattern(tokens: readonly FlatToken[]): PathPattern {
  const parts = splitSegments(tokens);
  // Requests begin with a slash: another beginning matches none, which nobody means; so nothing is concluded from it.
  if (parts.shift()?.length !== 0) return anything;
  while (parts.at(-1)?.length === 0) parts.pop();
  const segments: Segment[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.some(({ kind }) => kind === 'wildcard'))
      return { segments, tail: toTail(part, index === parts.length - 1) };
    segments.push(toSegment(part));
  }
  return { segments };
}

/** `/a-:b/c` -> nothing before the first slash, `a-:b`, `c`. */
function splitSegments(tokens: readonly FlatToken[]): FlatToken[][] {
  const parts: FlatToken[][] = [[]];
  for (const token of tokens) {
    const texts = token.kind === 'text' ? token.text.split('/') : [token];
    for (const [index, text] of texts.entries()) {
      if (index > 0) parts.push([]);
      if (typeof text !== 'string') parts.at(-1)?.push(text);
      else if (text) parts.at(-1)?.push({ kind: 'text', text });
    }
  }
  return parts;
}

function toTail(part: readonly FlatToken[], last: boolean): Tail {
  const [token] = part;
  return last && part.length === 1 && token?.kind === 'wildcard'
    ? { kind: 'rest', name: token.name }
    : { kind: 'open' };
}

function toSegment(part: readonly FlatToken[]): Segment {
  const [token] = part;
  if (part.every(({ kind }) => kind === 'text'))
    return { kind: 'literal', text: part.map((text) => (text.kind === 'text' ? text.text : '')).join('') };
  return part.length === 1 && token?.kind === 'param'
    ? { kind: 'param', name: token.name }
    : { kind: 'partial' };
}
