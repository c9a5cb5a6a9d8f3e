import { maxHeaderSize } from 'node:http';
import type { HttpResponse } from './http-message.ts';
import { createChunkedBody, createEndlessBody, createSizedBody, type TakeBody } from './response-body.ts';
import { parseResponseHead, type ResponseHead, switching } from './response-head.ts';

/** Reads the answers of a connection, one after the other, however their bytes are cut. Throws an Error for what is no answer. */
export interface ResponseReader {
  /** Gets ready for the answer to a request of this method. */
  expect(method: string): void;
  /** Takes in what has arrived, and keeps copies of it. The answer, once it is complete; interim ones are passed over. */
  read(bytes: Buffer): ReadResponse | undefined;
  /** The answer, where it is complete now that the connection has ended. */
  end(): ReadResponse | undefined;
}

/** An answer, and whether it is the last one of its connection. */
export interface ReadResponse {
  readonly response: HttpResponse;
  readonly isLast: boolean;
}

const nothing = Buffer.alloc(0);

/** Creates the reader of a connection; a body of more than so many bytes is no answer. */
export function createResponseReader(maxBodyBytes = Infinity): ResponseReader {
  let method = 'GET';
  let unread: Buffer = nothing;
  let head: ResponseHead | undefined;
  let take: TakeBody;
  let parts: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer) => {
    size += part.length;
    if (size > maxBodyBytes) throw new Error(`a body of more than ${maxBodyBytes} bytes`);
    // A copy, because what a connection reads into is read into again.
    parts.push(Buffer.from(part));
  };
  const toAnswer = ({ status, headers, isKept }: ResponseHead, behind: Buffer | undefined): ReadResponse => {
    const body = parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
    return { response: { status, headers, body }, isLast: !isKept || behind?.length !== 0 };
  };
  /** Up to the answer's own head. */
  const readHead = (bytes: Buffer): ResponseHead | undefined => {
    unread = unread.length === 0 ? bytes : Buffer.concat([unread, bytes]);
    for (;;) {
      const end = unread.indexOf('\r\n\r\n');
      if ((end < 0 ? unread.length : end) > maxHeaderSize)
        throw new Error(`headers of more than ${maxHeaderSize} bytes`);
      if (end < 0) {
        unread = Buffer.from(unread);
        return undefined;
      }
      const found = parseResponseHead(unread.toString('latin1', 0, end), method);
      unread = unread.subarray(end + 4);
      if (found.status >= 200 || found.status === switching) return found;
    }
  };
  return {
    expect(asked) {
      method = asked;
      unread = nothing;
      head = undefined;
      parts = [];
      size = 0;
    },
    read(bytes) {
      if (head) unread = bytes;
      else {
        head = readHead(bytes);
        if (!head) return undefined;
        take = createBody(head.framing, keep);
      }
      const behind = take(unread);
      return behind && toAnswer(head, behind);
    },
    end() {
      return head?.framing === 'connection' ? toAnswer(head, undefined) : undefined;
    },
  };
}

function createBody(framing: ResponseHead['framing'], keep: (part: Buffer) => void): TakeBody {
  if (framing === 'chunked') return createChunkedBody(keep);
  return framing === 'connection' ? createEndlessBody(keep) : createSizedBody(framing, keep);
}
