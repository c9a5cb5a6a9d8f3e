import type { HeaderLine, HttpRequest, HttpResponse, Send } from '@unlith/parity';
import supertest from 'supertest';

/** Parity's transport port over supertest, as a test of one's own would send. */
export function createSupertestTransport(url: string): Send {
  const agent = supertest(url);
  return async ({ method, path, headers, body }: HttpRequest): Promise<HttpResponse> => {
    const request = agent[method.toLowerCase() as 'get'](path)
      .redirects(0)
      .ok(() => true)
      .buffer(true)
      .parse(collectBytes)
      // Bodies go out as they are, even when they claim to be JSON.
      .serialize((bytes) => bytes)
      // Superagent would send one of its own.
      .unset('accept-encoding');
    for (const [name, values] of groupByName(headers))
      request.set(name, (values.length === 1 ? values[0] : values) as string);
    const response = await (body === undefined ? request : request.send(Buffer.from(body)));
    return { status: response.status, headers: toLines(response.headers), body: toBytes(response.body) };
  };
}

function collectBytes(response: unknown, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  (response as NodeJS.ReadableStream)
    .on('data', (chunk: Buffer) => chunks.push(chunk))
    .on('end', () => done(null, Buffer.concat(chunks)));
}

function groupByName(headers: readonly HeaderLine[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers) groups.set(name, [...(groups.get(name) ?? []), value]);
  return groups;
}

/** Superagent makes up an object where there is no body at all. */
const toBytes = (body: unknown): Uint8Array => (Buffer.isBuffer(body) ? body : Buffer.alloc(0));

const toLines = (headers: Record<string, string | string[]>): HeaderLine[] =>
  Object.entries(headers).flatMap(([name, value]) => [value].flat().map((line): HeaderLine => [name, line]));
