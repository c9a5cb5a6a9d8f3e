import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';
import { type AcceptedDivergence, parseAcceptedDivergence } from './accepted-entry.ts';

const schema = 'unlith/accepted@1';

/**
 * Reads a file of accepted divergences, YAML or JSON, which is YAML: `schema: unlith/accepted@1`, and under `accepted` a list
 * of {@link AcceptedDivergence}. `file` is what errors call it; they name line and column, too.
 *
 * @throws UsageError `accepted.file` for a text that is no such file; `accepted.entry` for a faulty entry.
 */
export function parseAcceptedFile(text: string, file: string): AcceptedDivergence[] {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const toPlace = (node: Node | null | undefined) => {
    const { line, col } = lineCounter.linePos(node?.range?.[0] ?? 0);
    return `${file}:${line}:${col}`;
  };
  const [error] = document.errors;
  if (error) throw new UsageError('accepted.file', `${file}: ${error.message}`);
  if (document.get('schema') !== schema || !isMap(document.contents))
    throw new UsageError(
      'accepted.file',
      `${file}:1:1: this is no file of accepted divergences. Begin it with \`schema: ${schema}\`.`,
    );
  const entries = document.get('accepted', true);
  if (!isSeq(entries))
    throw new UsageError(
      'accepted.file',
      `${toPlace(document.contents)}: \`accepted\` is no list. Write one entry for each divergence under it.`,
    );
  return entries.items.map((item) => {
    const node = item as Node;
    return parseAcceptedDivergence(toValue(node, document, toPlace(node)), (field) =>
      toPlace((isMap(node) && field !== undefined && (node.get(field, true) as Node | undefined)) || node),
    );
  });
}

/** An alias may lead nowhere. */
function toValue(node: Node, document: Document, place: string): unknown {
  try {
    return node.toJS(document);
  } catch (cause) {
    throw new UsageError('accepted.file', `${place}: ${(cause as Error).message}. Mend it there.`, { cause });
  }
}
