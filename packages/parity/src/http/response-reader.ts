import { maxHeaderSize } from 'node:http';
import type { HttpResponse } from './http-message.ts';
import { createChunkedBody, createEndlessBody, createSizedBody, type TakeBody } from './response-body.ts';
import { parseResponseHead, type ResponseHead, switching } from './response-head.ts';

/** Reads one answer from the bytes of a connection, however they are cut. Throws an Error for what is no answer. */
export interface ResponseReader {
  /** Takes in what has arrived. The answer, once it is complete. */
  read(bytes: Buffer): ReadResponse | undefined;
  /** The answer, where it is complete now that the connection has ended. */
  end(): ReadResponse | undefined;
}

/** An answer, and whether it is the last one of its connection. */
export interface ReadResponse {
  readonly response: HttpResponse;
  readonly isLast: boolean;
}

/** Creates the reader of the answer to `method`; interim ones before it are passed over. */
export function createResponseReader(method: string, maxBodyBytes = Infinity): ResponseReader {
  let rest: Buffer = Buffer.alloc(0);
  let head: ResponseHead | undefined;
  let take: TakeBody;
  const parts: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    if (size > maxBodyBytes) throw new Error(`a body of more than ${maxBodyBytes} bytes`);
    parts.push(part);
  };
  const toAnswer = ({ status, headers, isKept }: ResponseHead, behind: Buffer | undefined): ReadResponse => {
    // A copy, because a body that is kept would keep all that was read with it.
    const body = Buffer.concat(parts);
    return { response: { status, headers, body }, isLast: !isKept || behind?.length !== 0 };
  };
  /** Up to the answer's own head. */
  const readHead = (bytes: Buffer): ResponseHead | undefined => {
    rest = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if ((end < 0 ? rest.length : end) > maxHeaderSize)
        throw new Error(`headers of more than ${maxHeaderSize} bytes`);
      if (end < 0) return undefined;
      const found = parseResponseHead(rest.toString('latin1', 0, end), method);
      rest = rest.subarray(end + 4);
      if (found.status >= 200 || found.status === switching) return found;
    }
  };
  return {
    read(bytes) {
      let unread = bytes;
      if (!head) {
        head = readHead(bytes);
        if (!head) return undefined;
        take = createBody(head.framing, keep);
        unread = rest;
      }
      const behind = take(unread);
      return behind && toAnswer(head, behind);
    },
    end: () => (head?.framing === 'connection' ? toAnswer(head, undefined) : undefined),
  };
}

function createBody(framing: ResponseHead['framing'], keep: (part: Buffer) => void): TakeBody {
  if (framing === 'chunked') return createChunkedBody(keep);
  return framing === 'connection' ? createEndlessBody(keep) : createSizedBody(framing, keep);
}
