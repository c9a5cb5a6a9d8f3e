/**
 * Input templates of rules and pipes: text in which `<name>` stands for a value
 * (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-input-transformation.html).
 *
 * Where a placeholder stands decides how its value is written:
 *
 * | in a JSON template  | as JSON: strings get quotes, objects stay objects |
 * | between quotes      | as text: strings bare, objects as JSON without its quotes |
 * | in any other text   | as text, too |
 *
 * A value that is not there is an empty string.
 */
export interface InputTemplate {
  /** Names between `<` and `>`, as they stand there. */
  readonly placeholders: readonly string[];
  render(find: FindValue): string;
}

/** The value of a placeholder; `undefined` when the event does not have it. */
type FindValue = (name: string) => unknown;

export interface TemplateSyntax {
  /** Names that are placeholders; `<b>` in a text may be none. */
  readonly placeholder: RegExp;
  /** Rules put text between quotes as it is; pipes promise valid JSON and escape it. */
  readonly escapes: boolean;
}

type Token =
  | { readonly text: string }
  | { readonly name: string; readonly style: 'json' | 'text' | 'quoted' };

export function parseInputTemplate(source: string, { placeholder, escapes }: TemplateSyntax): InputTemplate {
  const tokens = tokenize(source, placeholder);
  return {
    placeholders: tokens.flatMap((token) => ('name' in token ? [token.name] : [])),
    render: (find) => {
      const write = (token: Token) =>
        'text' in token ? token.text : format(find(token.name), token.style, escapes);
      return minify(tokens.map(write).join(''));
    },
  };
}

function tokenize(source: string, placeholder: RegExp): Token[] {
  const isJson = /^\s*[{[]/u.test(source);
  let quoted = false;
  return (source.match(/<[^<>\s]+>|\\.|[^<\\"]+|[\s\S]/gu) ?? []).map((part): Token => {
    const name = part.length > 2 && part.startsWith('<') ? part.slice(1, -1) : undefined;
    if (name !== undefined && placeholder.test(name)) {
      return { name, style: quoted ? 'quoted' : isJson ? 'json' : 'text' };
    }
    if (part === '"') quoted = !quoted;
    return { text: part };
  });
}

function format(value: unknown, style: 'json' | 'text' | 'quoted', escapes: boolean): string {
  if (style === 'json') return JSON.stringify(value ?? (value === null ? null : ''));
  if (value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value).replaceAll('"', '');
  return style === 'quoted' && escapes ? JSON.stringify(text).slice(1, -1) : text;
}

/** "The JSON that is passed to the target is minified" */
function minify(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}
