import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { PlayedTrio } from '../compare/compare-stream.ts';
import { EnvironmentError, UsageError } from '../errors.ts';
import type { HeaderLine } from '../http/http-message.ts';
import type { PlayedScenario } from './playthrough.ts';
import { type RecordedExchange, toPlaythrough, toStepName } from './recorded.ts';

/** One request, and what each side answered to it; `calibration` is a second run of the baseline. */
export interface RecordedTrio {
  /** Lines of one scenario follow each other; without one, a line stands alone. */
  readonly scenario?: string;
  readonly baseline: RecordedExchange;
  readonly calibration?: RecordedExchange;
  readonly candidate: RecordedExchange;
}

/** As JSON has it: a body is its text, or its bytes in base64 where it is none. */
type StatedBody = string | { readonly base64: string };
interface StatedExchange {
  readonly name?: string;
  readonly request: { method: string; path: string; headers?: HeaderLine[]; body?: StatedBody };
  readonly response: { status: number; headers?: HeaderLine[]; body?: StatedBody };
  readonly startedAtMs?: number;
  readonly durationMs?: number;
}
type StatedTrio = { readonly scenario?: string } & Record<'baseline' | 'candidate', StatedExchange> & {
    readonly calibration?: StatedExchange;
  };

/** A line of a file that {@link readExchangeLines} reads, without its end. */
export function formatExchangeLine({ scenario, ...sides }: RecordedTrio): string {
  const stated = Object.entries(sides).map(([side, exchange]) => [side, stateExchange(exchange)]);
  return JSON.stringify({ ...(scenario !== undefined && { scenario }), ...Object.fromEntries(stated) });
}

/**
 * Reads exchanges from a file of JSON lines, one scenario at a time.
 *
 * @throws EnvironmentError `exchanges.unreadable`; UsageError `exchanges.line` for a line that holds no exchanges.
 */
export async function* readExchangeLines(file: string): AsyncGenerator<PlayedTrio> {
  let number = 0;
  let scenario: string | undefined;
  let open: RecordedTrio[] = [];
  for await (const line of listLines(file)) {
    number++;
    if (line.trim() === '') continue;
    const trio = parseLine(line, { file, number });
    if (open.length > 0 && (trio.scenario === undefined || trio.scenario !== scenario)) {
      yield toPlayed(open);
      open = [];
    }
    scenario = trio.scenario;
    open.push(trio);
  }
  if (open.length > 0) yield toPlayed(open);
}

async function* listLines(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EnvironmentError(
      'exchanges.unreadable',
      `The exchanges of ${file} cannot be read: ${reason}. Give another path.`,
      { cause },
    );
  }
}

function parseLine(line: string, { file, number }: { file: string; number: number }): RecordedTrio {
  try {
    const { scenario, baseline, calibration, candidate } = JSON.parse(line) as StatedTrio;
    const named = toExchange(baseline);
    return {
      ...(scenario !== undefined && { scenario }),
      baseline: { name: toStepName(named, number), ...named },
      ...(calibration && { calibration: toExchange(calibration) }),
      candidate: toExchange(candidate),
    };
  } catch (cause) {
    throw new UsageError(
      'exchanges.line',
      `${file}:${number} holds no exchange. Write {"baseline":{"request":{"method","path"},"response":{"status","headers","body"}},"candidate":…}.`,
      { cause },
    );
  }
}

function toExchange({ request, response, ...rest }: StatedExchange): RecordedExchange {
  const { method, path } = request;
  const body = request.body === undefined ? {} : { body: toBytes(request.body) };
  const { status, headers = [] } = response;
  if (typeof method !== 'string' || typeof path !== 'string' || typeof status !== 'number')
    throw new TypeError('a request has a method and a path, a response a status');
  return {
    ...rest,
    request: { method, path, headers: request.headers ?? [], ...body },
    response: { status, headers, body: toBytes(response.body ?? '') },
  };
}

function stateExchange({ request, response, ...rest }: RecordedExchange): StatedExchange {
  const body = request.body && { body: stateBody(request.body) };
  return {
    ...rest,
    request: { ...request, headers: [...request.headers], ...body },
    response: { ...response, headers: [...response.headers], body: stateBody(response.body) },
  } as StatedExchange;
}

const toBytes = (body: StatedBody): Uint8Array =>
  typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.base64, 'base64');

function stateBody(bytes: Uint8Array): StatedBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const text = buffer.toString();
  return Buffer.from(text).equals(buffer) ? text : { base64: buffer.toString('base64') };
}

function toPlayed(trios: readonly RecordedTrio[]): PlayedTrio {
  const scenario = trios[0]?.scenario ?? 'recorded';
  const named = trios.map(({ baseline }) => baseline);
  const toSide = (exchanges: readonly RecordedExchange[]): PlayedScenario => {
    const { scenarios } = toPlaythrough(exchanges, { target: '', scenario, named });
    return scenarios[0] as PlayedScenario;
  };
  const seconds = trios.flatMap(({ calibration }) => calibration ?? []);
  return {
    baseline: toSide(named),
    ...(seconds.length === trios.length && { calibration: toSide(seconds) }),
    candidate: toSide(trios.map(({ candidate }) => candidate)),
  };
}
