import {
  createHttpTransport,
  findHeader,
  type HttpRequest,
  type HttpResponse,
  type Target,
} from '@unlith/parity';

/** Sends requests to a stage as one customer, over kept-alive connections. */
export interface StageClient {
  readonly stage: string;
  request(method: string, path: string, json?: object): HttpRequest;
  /** @throws when the answer is no success: a benchmark of errors would be fast and worthless. */
  send(request: HttpRequest): Promise<HttpResponse>;
  close(): void;
}

/** @param stage name used in rows and errors. */
export async function createStageClient(stage: string, { url, credentials }: Target): Promise<StageClient> {
  const transport = createHttpTransport({ url });
  const token = await credentials?.('customer-1');
  return {
    stage,
    request: (method, path, json) => ({
      method,
      path,
      headers: [
        ['authorization', `Bearer ${token}`],
        ...(json ? ([['content-type', 'application/json']] as const) : []),
      ],
      ...(json && { body: Buffer.from(JSON.stringify(json)) }),
    }),
    send: async (request) => {
      const response = await transport.send(request);
      if (response.status >= 300) {
        throw new Error(
          `${stage} answered ${response.status} to ${request.method} ${request.path}: ${Buffer.from(response.body)}`,
        );
      }
      return response;
    },
    close: transport.close,
  };
}

/** Path of the booking that an answer to POST names. */
export function getLocation({ headers }: HttpResponse): string {
  const location = findHeader(headers, 'location');
  if (location === undefined) throw new Error('The answer to a booking names no Location');
  return location;
}
