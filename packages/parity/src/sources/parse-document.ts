import { type Document, LineCounter, parseDocument as parseYaml } from 'yaml';
import { UsageError } from '../errors.ts';

/** @throws UsageError `source.json`, naming the place. */
export function parseJson(json: string, place: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    const reason = (cause as SyntaxError).message.replaceAll(/\s+/g, ' ');
    throw new UsageError('source.json', `${place} is not JSON: ${reason}. Mend it there.`, { cause });
  }
}

/**
 * JSON or YAML, which it nearly is a part of.
 *
 * @throws UsageError `source.document`, naming the file and the line.
 */
export function parseDocument(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lineCounter = new LineCounter();
    const document = parseYaml(text, { lineCounter, prettyErrors: false });
    const [error] = document.errors;
    if (!error) return toValue(document, file);
    const { line, col } = lineCounter.linePos(error.pos[0]);
    throw notYaml(`${file}:${line}:${col}`, error);
  }
}

/** Aliases are looked up only here: they may lead nowhere, or stand for more than memory holds. */
function toValue(document: Document.Parsed, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw notYaml(file, error as Error);
  }
}

function notYaml(place: string, cause: Error): UsageError {
  const reason = cause.message.replace(/\.?$/, '.');
  return new UsageError('source.document', `${place} is neither JSON nor YAML: ${reason} Mend it there.`, {
    cause,
  });
}
