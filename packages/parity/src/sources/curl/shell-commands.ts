import { UsageError } from '../../errors.ts';
import { toByteString } from '../byte-string.ts';
import { expansion, markExpansion, readAnsiQuoted, readDoubleQuoted } from './shell-quotes.ts';

/** One simple command of a script, with the line that it begins on. */
export interface ShellCommand {
  readonly line: number;
  /** Byte strings; what only a running shell knows stands in them as ⟨$NAME⟩. */
  readonly words: readonly string[];
  /** The here-document that it reads. */
  readonly input?: string;
}

/**
 * Script -> its simple commands in order, those of pipelines and lists one by one.
 *
 * @throws UsageError `source.curl` for a quote that is not closed.
 */
export function parseShellCommands(script: string, file: string): ShellCommand[] {
  const commands: { line: number; words: string[]; input?: string }[] = [];
  let words: string[] | undefined;
  let inWord = false;
  let redirected = false;
  for (const { kind, text, line } of listLexemes(toByteString(script), file)) {
    if (kind === 'nothing') continue;
    if (kind in parts) {
      if (!words) {
        words = [];
        commands.push({ line, words });
      }
      // What a redirection names is no argument.
      if (!inWord && !redirected) words.push('');
      if (!redirected) words.push(`${words.pop()}${text}`);
      inWord = true;
      continue;
    }
    redirected = kind === 'redirect' || (redirected && !inWord);
    inWord = false;
    if (kind === 'document') Object.assign(commands.at(-1) ?? {}, { input: text });
    if (kind === 'end') words = undefined;
  }
  return commands;
}

/** What a word consists of, and what each part means. */
const parts = {
  single: (inner: string) => inner,
  ansi: readAnsiQuoted,
  double: readDoubleQuoted,
  expansion: markExpansion,
  escaped: (character: string) => character,
  plain: (text: string) => text,
};

/** What may come next; the first that fits does. */
const patterns = {
  nothing: /\\\r?\n|(?<=^|[\s;&|()])#[^\n]*/y,
  blank: /[ \t\r]+/y,
  document: /<<-?[ \t]*['"]?(\w+)['"]?/y,
  redirect: /\d*(?:[<>]&\d|&?[<>]+)/y,
  end: /[\n;&|()]/y,
  single: /'([^']*)'/y,
  ansi: /\$'((?:[^'\\]|\\[\s\S])*)'/y,
  double: /\$?"((?:[^"\\]|\\[\s\S])*)"/y,
  open: /['"]/y,
  expansion: new RegExp(`(${expansion.source})`, 'y'),
  escaped: /\\([\s\S])/y,
  plain: /([^\s'"\\$`;&|()<>]+|[\s\S])/y,
} as const;

interface Lexeme {
  readonly kind: keyof typeof patterns;
  readonly text: string;
  readonly line: number;
}

function* listLexemes(source: string, file: string): Generator<Lexeme> {
  let line = 1;
  /** Where the script goes on behind a here-document, once its line is over. */
  let resume = 0;
  for (let at = 0; at < source.length; ) {
    const { kind, whole, inner } = matchAt(source, at);
    if (kind === 'open')
      throw new UsageError(
        'source.curl',
        `${file}:${line}: a quote ${whole} is opened, and not closed. Close it.`,
      );
    let end = at + whole.length;
    let text = kind in parts ? parts[kind as keyof typeof parts](inner) : inner;
    if (kind === 'document') ({ text, end: resume } = findDocument(source, end, inner));
    yield { kind, text, line };
    if (whole === '\n' && resume > end) end = resume;
    line += source.slice(at, end).split('\n').length - 1;
    at = end;
  }
}

function matchAt(source: string, at: number): { kind: Lexeme['kind']; whole: string; inner: string } {
  for (const [kind, pattern] of Object.entries(patterns)) {
    pattern.lastIndex = at;
    const [whole, inner = ''] = pattern.exec(source) ?? [];
    if (whole !== undefined) return { kind: kind as Lexeme['kind'], whole, inner };
  }
  throw new Error(`no lexeme at ${at}`);
}

/** The lines from the next one up to that which holds the tag alone; without such a line, all of them. */
function findDocument(source: string, at: number, tag: string): { text: string; end: number } {
  const begin = source.indexOf('\n', at) + 1 || source.length;
  const closing = new RegExp(`^\\t*${tag}\\r?$`, 'm').exec(source.slice(begin));
  const text = source.slice(begin, closing ? begin + closing.index : undefined);
  return { text, end: begin + text.length + (closing?.[0].length ?? 0) };
}
