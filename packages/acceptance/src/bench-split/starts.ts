import { execFile } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Bundles } from './build-bundles.ts';

/** A function, and the first event that it is given. */
export interface Start {
  readonly name: string;
  readonly file: string;
  /** Absent where another start is of the same bundle. */
  readonly kB?: number;
  readonly event: object;
}

const light = toEvent('GET /health', '/health');
const dynamodb = toEvent('GET /api/notes/{noteId}', '/api/notes/7', { noteId: '7' });

export function listStarts({ lith, extracted, native, peers }: Bundles): Start[] {
  return [
    { name: 'lith', ...lith, event: light },
    { name: 'extracted.light', ...extracted('GET /health'), event: light },
    { name: 'lith.dynamodb', file: lith.file, event: dynamodb },
    { name: 'extracted.dynamodb', ...extracted('GET /api/notes/:noteId'), event: dynamodb },
    { name: 'native', ...native, event: dynamodb },
    ...Object.entries(peers).map(([name, bundle]) => ({ name: `peer.${name}`, ...bundle, event: light })),
  ];
}

const run = promisify(execFile);
const coldStart = fileURLToPath(new URL('./cold-start.cjs', import.meta.url));

/** Milliseconds in a fresh process from loading the bundle to having the answer to its first event. */
export async function measureStart({ name, file, event }: Start, endpoint: string): Promise<number> {
  const { stdout } = await run(process.execPath, [coldStart, file, JSON.stringify(event)], {
    cwd: dirname(file),
    env: {
      NODE_ENV: 'production',
      NOTES_TABLE: 'notes',
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_DYNAMODB: endpoint,
      // The SDK warns of Node.js 20 alone, and some 5 ms of a start would go into writing that; Lambda has 22 and 24.
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  });
  const { statusCode, durationMs } = JSON.parse(stdout) as { statusCode: number; durationMs: number };
  if (statusCode !== 200) throw new Error(`${name} answers ${statusCode}, not 200.`);
  return durationMs;
}

function toEvent(routeKey: string, rawPath: string, pathParameters?: Record<string, string>): object {
  const http = {
    method: 'GET',
    path: rawPath,
    protocol: 'HTTP/1.1',
    sourceIp: '192.0.2.1',
    userAgent: 'bench',
  };
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { host: 'api.example', authorization: 'Bearer ada', 'x-forwarded-proto': 'https' },
    requestContext: { http, routeKey, stage: '$default', requestId: 'bench' },
    ...(pathParameters && { pathParameters }),
    isBase64Encoded: false,
  };
}
