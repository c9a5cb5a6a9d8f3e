import { Agent, request } from 'node:http';
import type { JsonObject } from '../../aws-endpoint/json.ts';
import { collectBody } from '../../http/collect-body.ts';

/** The database behind the gateway, spoken to over connections that are kept. */
export interface Database {
  /** Sends a request's body as it is and resolves with the whole answer. */
  forward(operation: string, body: Buffer): Promise<DatabaseAnswer>;
  /** There when the cloud runs it on a file of its own: ends it, and starts it again. */
  crash?(): Promise<void>;
  close(): Promise<void>;
}

/** Operations of DynamoDB Streams, an API of its own at the same address. */
const streamOperations = new Set(['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams']);

interface DatabaseAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** The database's `ValidationException` and the like, met while the cloud itself calls it. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * `accessKeyId`: emulators accept any signature, and DynamoDB Local keeps a database for each access key and region
 * (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html), so that a key of
 * its own separates a cloud from others at the same endpoint.
 */
export function createDatabase(endpoint: string, { accessKeyId, region }: DatabaseIdentity): Database {
  // Below the idle time after which servers end a connection, so that none is taken up again while it goes away.
  const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 4_000 });
  const signed = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/dynamodb/aws4_request`;
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    authorization: `${signed}, SignedHeaders=host;x-amz-date, Signature=0`,
    'x-amz-date': '20260101T000000Z',
  };
  return {
    forward: (operation, body) =>
      new Promise((resolve, reject) => {
        const api = streamOperations.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
        const target = `${api}.${operation}`;
        const outgoing = request(endpoint, {
          agent,
          method: 'POST',
          headers: { ...headers, 'x-amz-target': target, 'content-length': body.length },
        });
        outgoing.once('response', (answer) => {
          collectBody(answer).then(
            (read) => resolve({ status: answer.statusCode ?? 500, body: read }),
            reject,
          );
        });
        outgoing.once('error', reject);
        outgoing.end(body);
      }),
    close: async () => agent.destroy(),
  };
}

export interface DatabaseIdentity {
  readonly accessKeyId: string;
  readonly region: string;
}

/** Carries out one operation for the cloud itself. Throws `DatabaseError` when the database refuses it. */
export async function callDatabase(
  database: Database,
  operation: string,
  input: JsonObject,
): Promise<JsonObject> {
  const { status, body } = await database.forward(operation, Buffer.from(JSON.stringify(input)));
  const output = JSON.parse(body.toString()) as JsonObject;
  if (status === 200) return output;
  const code = String(output.__type).split('#').at(-1) ?? 'UnknownError';
  throw new DatabaseError(code, String(output.message ?? output.Message ?? code));
}
