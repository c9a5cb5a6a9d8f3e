/** A path with places for values; what stands between them is literal. */
export type PathTemplate = readonly PathToken[];

type PathToken =
  | { readonly kind: 'literal'; readonly text: string }
  /** `greedy` takes several segments. */
  | { readonly kind: 'value'; readonly name: string; readonly greedy: boolean };

const literal = (text: string): PathToken => ({ kind: 'literal', text });

/** `/files/{name}/{rest+}`, as API Gateway writes it. */
export function parseRouteKeyPath(path: string): PathTemplate {
  return tokenise(path, /\{(?<name>[^{}+]+)(?<greedy>\+)?\}/g);
}

/**
 * `/files/:name{/*rest}` of Express 5, `/files/:name(\\d+)?/*` of Express 4. An optional part is taken along, a pattern of a
 * parameter is not obeyed. A RegExp, `/^\/v\d\/users$/`, becomes one path that it may well match.
 */
export function parseExpressPath(path: string): PathTemplate {
  if (path.startsWith('/^')) return [literal(sampleRegExp(path))];
  return tokenise(path.replaceAll(/[{}]/g, ''), colon);
}

/** A guess: anchors, flags and quantifiers go, a class becomes a letter, `\\d` a digit, of alternatives the first stays. */
function sampleRegExp(pattern: string): string {
  const path = pattern
    .replace(/^\/\^/, '')
    .replace(/\$?\/[a-z]*$/, '')
    .replaceAll(/\(\?<?[=!][^)]*\)|\(\?(:|<\w+>)/g, '')
    .replaceAll(/\[[^\]]*\]/g, 'a')
    .replaceAll(/\\d/g, '1')
    .replaceAll(/\\[wS]|(?<!\\)\./g, 'a')
    .replaceAll(/\|[^)]*/g, '')
    .replaceAll(/[()\\?*+^$]|\{[\d,]*\}/g, '');
  return path.startsWith('/') ? path : `/${path}`;
}

const colon = /:(?<name>\w+)(?:\([^)]*\))?[?*+]?|(?<greedy>\*)(?<rest>\w*)/g;

function tokenise(path: string, places: RegExp): PathTemplate {
  const tokens: PathToken[] = [];
  let end = 0;
  for (const match of path.matchAll(places)) {
    const { name, rest, greedy } = match.groups ?? {};
    if (match.index > end) tokens.push(literal(path.slice(end, match.index)));
    tokens.push({ kind: 'value', name: name ?? (rest || 'path'), greedy: greedy !== undefined });
    end = match.index + match[0].length;
  }
  if (end < path.length) tokens.push(literal(path.slice(end)));
  return tokens;
}
