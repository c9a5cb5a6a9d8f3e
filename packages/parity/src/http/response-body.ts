import { maxHeaderSize } from 'node:http';

/** Takes in bytes of a body; returns what stands behind its end, and undefined as long as it goes on. */
export type TakeBody = (bytes: Buffer) => Buffer | undefined;

/** Where bytes of the body itself go. */
type Keep = (bytes: Buffer) => void;

/** A body of so many bytes. */
export function createSizedBody(length: number, keep: Keep): TakeBody {
  let missing = length;
  return (bytes) => {
    keep(bytes.length > missing ? bytes.subarray(0, missing) : bytes);
    missing -= bytes.length;
    return missing > 0 ? undefined : bytes.subarray(bytes.length + missing);
  };
}

/** A body that goes on until the connection ends. */
export function createEndlessBody(keep: Keep): TakeBody {
  return (bytes) => void keep(bytes);
}

/** A body in chunks, each behind its size; what may follow the last one is left out. https://www.rfc-editor.org/rfc/rfc9112#section-7.1 */
export function createChunkedBody(keep: Keep): TakeBody {
  let expected: 'size' | 'data' | 'end of data' | 'trailers' = 'size';
  let missing = 0;
  let rest = Buffer.alloc(0);
  const takeData = () => {
    const data = rest.subarray(0, missing);
    keep(data);
    missing -= data.length;
    rest = rest.subarray(data.length);
    if (missing === 0) expected = 'end of data';
  };
  const takeLine = (line: string) => {
    if (expected === 'size') {
      missing = parseChunkSize(line);
      expected = missing > 0 ? 'data' : 'trailers';
    } else if (expected === 'end of data') {
      if (line !== '') throw new Error('a chunk that is longer than it says');
      expected = 'size';
    }
    return expected === 'trailers' && line === '';
  };
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      if (expected === 'data') takeData();
      const end = expected === 'data' ? -1 : rest.indexOf('\r\n');
      if (end < 0) break;
      const line = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + 2);
      if (takeLine(line)) return rest;
    }
    if (rest.length > maxHeaderSize) throw new Error('a line without an end between chunks');
    return undefined;
  };
}

function parseChunkSize(line: string): number {
  const [, digits] = /^([\dA-Fa-f]{1,12})[\t ]*(?:;.*)?$/.exec(line) ?? [];
  if (digits === undefined) throw new Error(`\`${line.slice(0, 20)}\` for the size of a chunk`);
  return Number.parseInt(digits, 16);
}
