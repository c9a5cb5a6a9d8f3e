import type { PathPattern, Segment } from './path-pattern.ts';

/**
 * Path syntax of Express 4 (path-to-regexp 0.1, https://expressjs.com/en/4x/guide/routing/): `:name`, `:name(regexp)`, `:name?`,
 * `*` for anything. What is left of the path is a regular expression: `?`, `+`, `(…)` and `|` mean there what they mean in one.
 */
export function parseExpress4Path(path: string): readonly PathPattern[] | undefined {
  if (path === '*') return [{ segments: [], tail: { kind: 'rest', name: 'proxy' } }, { segments: [] }];
  const trimmed = path.replace(/\/\??$/, '');
  if (!trimmed) return [{ segments: [] }];
  if (!trimmed.startsWith('/') || /[|^$]/.test(withoutCaptures(trimmed))) return undefined;
  return splitSegments(trimmed.slice(1)).reduce<readonly PathPattern[]>(append, [{ segments: [] }]);
}

/** `/a/:id(\d+)/b` at its slashes, but those within a capture. */
function splitSegments(path: string): readonly string[] {
  const segments = [''];
  let depth = 0;
  for (const [character] of path.matchAll(/\\?./gs)) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === '/' && depth <= 0) segments.push('');
    else segments[segments.length - 1] += character;
  }
  return segments;
}

function withoutCaptures(path: string): string {
  return path.replace(/:\w+\((?:\\.|[^()]|\([^()]*\))*\)/g, '');
}

const plainText = /^[\w\-.~!@&=,;%' ]*$/;
const wholeParam = /^:(?<name>\w+)(?<capture>\((?<regexp>.*)\))?(?<optional>\?)?$/s;
const partialParams = /^(?:[\w\-.~!@&=,;%']|:\w+)+$/;
/** Regular expressions that cannot match a slash or nothing: digits, words, classes of plain characters, alternatives of words. */
const captureOfOneSegment =
  /^(?:(?:\\[dw]|\[\^\\?\/\]|\[(?:[\w\-.]|\\[dw.-])+\]|[A-Za-z0-9_-])(?:\+|\{[1-9]\d*(?:,\d*)?\})?|(?<=[^|(])\|(?=[^|)]))+$/;

function append(
  patterns: readonly PathPattern[],
  text: string,
  index: number,
  all: readonly string[],
): readonly PathPattern[] {
  const last = index === all.length - 1;
  return patterns.flatMap((pattern) => (pattern.tail ? [pattern] : extend(pattern, text, last)));
}

function extend({ segments }: PathPattern, text: string, last: boolean): readonly PathPattern[] {
  const open: PathPattern = { segments, tail: { kind: 'open' } };
  const with_ = (segment: Segment): PathPattern => ({ segments: [...segments, segment] });
  if (text === '*' && last)
    return [{ segments, tail: { kind: 'rest', name: 'proxy' } }, ...(segments.length ? [] : [{ segments }])];
  if (plainText.test(text)) return [with_({ kind: 'literal', text })];
  // `/a/?b`: the question mark takes the slash before it, so that the segment before may go on, too: that is open, as well.
  const { name, capture, regexp = '', optional } = wholeParam.exec(text)?.groups ?? {};
  if (name) {
    if (capture && !captureOfOneSegment.test(regexp)) return [open];
    const present = with_({ kind: 'param', name });
    return optional ? [present, { segments }] : [present];
  }
  return partialParams.test(text) ? [with_({ kind: 'partial' })] : [open];
}
