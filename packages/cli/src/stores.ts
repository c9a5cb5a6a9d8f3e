import type { ParityRun, Store } from '@unlith/parity';
import { loadModule } from './load-module.ts';
import { getText } from './report-options.ts';
import { UsageError } from './usage-error.ts';

/** Of a run. */
export type Side = 'baseline' | 'calibration' | 'candidate';

/** Where the sides of a run keep what requests leave behind. */
export type StoresBySide = Readonly<Partial<Record<Side, NonNullable<ParityRun['baseline']['stores']>>>>;

const sides: readonly Side[] = ['baseline', 'calibration', 'candidate'];

/** What says where they are: a file, and the sides that are played. */
export interface StoresWords extends Readonly<Partial<Record<Side, string>>> {
  readonly stores?: string;
}

/**
 * The stores that a module exports, a list for each side; or those of the DynamoDB tables that a JSON file names:
 *
 *     { "baseline": { "region": "eu-west-1", "tables": { "bookings": "Lith-Bookings" } }, "candidate": { … } }
 *
 * @throws {UsageError} when a side that is played has none, or none that can be compared with the others'.
 */
export async function loadStores({ stores: path, ...urls }: StoresWords): Promise<StoresBySide> {
  if (path === undefined) return {};
  const played = sides.filter((side) => urls[side] !== undefined);
  const isModule = /\.[cm]?[jt]s$/.test(path);
  const stated = isModule ? await loadModule('--stores', path) : parseFile(path);
  const fail = (message: string): never => {
    throw new UsageError(`--stores ${path}: ${message}`);
  };
  for (const side of sides) {
    const isPlayed = played.includes(side);
    if (isPlayed && stated[side] === undefined)
      fail(`it says nothing of ${side}. Say where each side keeps its records, or nothing is comparable.`);
    if (!isPlayed && stated[side] !== undefined)
      fail(`it has stores of ${side}, which is not played: give --${side} <url>.`);
  }
  if (!isModule) return openTables(stated, played, fail);
  for (const side of played)
    if (!isStores(stated[side]))
      fail(`its \`${side}\` is no list of stores. Export a list of objects with read().`);
  return stated as StoresBySide;
}

type Fail = (message: string) => never;

const isStores = (value: unknown): value is readonly Store[] =>
  Array.isArray(value) && value.every((store) => typeof store?.read === 'function');

function parseFile(path: string): Readonly<Record<string, unknown>> {
  const text = getText('--stores', path);
  let stated: unknown;
  try {
    stated = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`--stores ${path} is no JSON: ${(cause as Error).message}. Mend it there.`, {
      cause,
    });
  }
  if (isObject(stated)) return stated;
  throw new UsageError(`--stores ${path} holds no object. Begin it with {"baseline": {"tables": {`);
}

async function openTables(
  stated: Readonly<Record<string, unknown>>,
  played: readonly Side[],
  fail: Fail,
): Promise<StoresBySide> {
  const { createDynamoDbStore } = await loadDynamoDb();
  const places = played.map((side) => [side, checkPlace(stated[side], side, fail)] as const);
  const [[, first], ...others] = places as [(typeof places)[0], ...typeof places];
  const listNames = ({ tables }: Place) => Object.keys(tables).toSorted().join(', ');
  for (const [side, place] of others)
    if (listNames(place) !== listNames(first))
      fail(`${side} has the tables ${listNames(place)}, ${played[0]} ${listNames(first)}. Call them alike.`);
  return Object.fromEntries(
    places.map(([side, { tables, maxItems, ...client }]) => [
      side,
      [createDynamoDbStore({ client, tables, ...(maxItems !== undefined && { maxItems }) })],
    ]),
  );
}

/** The tables of one side, and where they are: whatever is not stated is as the AWS CLI has it. */
interface Place {
  readonly tables: Readonly<Record<string, string>>;
  readonly maxItems?: number;
  readonly endpoint?: string;
  readonly region?: string;
  readonly profile?: string;
}

const fields: Readonly<Record<keyof Place, (value: unknown) => boolean>> = {
  tables: (value) => isObject(value) && Object.keys(value).length > 0 && Object.values(value).every(isText),
  maxItems: Number.isInteger,
  endpoint: (value) => isText(value) && URL.canParse(value),
  region: isText,
  profile: isText,
};

function checkPlace(value: unknown, side: Side, fail: Fail): Place {
  if (!isObject(value) || value.tables === undefined)
    return fail(`${side} names no tables. Write {"tables": {"bookings": "its name in AWS"}}.`);
  for (const [name, own] of Object.entries(value)) {
    const isValid = Object.hasOwn(fields, name) ? fields[name as keyof Place] : undefined;
    if (!isValid) fail(`${side} has no field ${name}. The fields are ${Object.keys(fields).join(', ')}.`);
    if (!isValid?.(own)) fail(`${name} of ${side} is ${JSON.stringify(own)}.`);
  }
  return value as unknown as Place;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** Only who compares tables needs the SDK. */
async function loadDynamoDb(): Promise<typeof import('@unlith/parity/dynamodb')> {
  try {
    return await import('@unlith/parity/dynamodb');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw cause;
    const name = '@aws-sdk/client-dynamodb';
    throw new UsageError(`--stores needs ${name}, which is not installed: npm install --save-dev ${name}`, {
      cause,
    });
  }
}
