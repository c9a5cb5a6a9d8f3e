import { createIntake } from '../intake.ts';
import { parseDocument } from '../parse-document.ts';
import { NotTaken, type RecordedRequest, takeAt, type Untaken } from '../recorded-request.ts';
import type { RequestFile } from '../request-file.ts';
import type { Source } from '../source.ts';
import { fromAccessLog } from './access-log.ts';
import { fromLambdaEvent, isLambdaEvent } from './lambda-event.ts';

/**
 * Access logs of API Gateway and saved events of Lambda functions, a record a line; or one document with an event or a list of them.
 * Read line by line, as far as requests are wanted. What a log repeats is asked once.
 */
export const jsonLinesSource: Source = {
  kind: 'access log or Lambda events (JSON lines)',
  recognises: ({ head }) => /^\s*[[{]/.test(head),
  async read(file, options) {
    const intake = createIntake(file, options);
    const seen = new Set<string>();
    for await (const { place, read } of listRecords(file)) {
      intake.add(takeAt(place, () => fromRecord(read(), seen)));
      if (intake.isOver()) break;
    }
    return intake.finish();
  },
};

function fromRecord(
  record: unknown,
  seen: Set<string>,
): Omit<RecordedRequest, 'place'> | Omit<Untaken, 'place'> {
  if (typeof record !== 'object' || record === null) throw new NotTaken('it is no record');
  if (isLambdaEvent(record)) return fromLambdaEvent(record);
  const request = fromAccessLog(record as Record<string, unknown>);
  const question = `${request.method} ${request.path}`;
  // Not thrown: of a long log, these are nearly all lines.
  if (seen.has(question)) return { reason: 'an earlier line asks the same' };
  seen.add(question);
  return request;
}

interface PlacedRecord {
  readonly place: string;
  /** @throws NotTaken for a line that is no JSON. */
  read(): unknown;
}

async function* listRecords(file: RequestFile): AsyncGenerator<PlacedRecord> {
  if (!hasRecordALine(file.head)) {
    for (const [index, record] of [parseDocument(await file.text(), file.name)].flat().entries())
      yield { place: `${file.name} event ${index + 1}`, read: () => record };
    return;
  }
  let number = 0;
  for await (const line of file.lines()) {
    number += 1;
    if (line.trim() !== '') yield { place: `${file.name}:${number}`, read: () => parseLine(line) };
  }
}

/** A first line that is longer than the head is one, too. */
function hasRecordALine(head: string): boolean {
  const [first = '', ...others] = head.trimStart().split('\n');
  if (first.startsWith('[')) return false;
  return others.length === 0 || isRecord(first);
}

function isRecord(line: string): boolean {
  try {
    return parseLine(line) !== undefined;
  } catch {
    return false;
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new NotTaken('it is no JSON', { cause });
  }
}
