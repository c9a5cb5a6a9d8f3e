import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../aws-endpoint/json.ts';
import type { BusEvent } from './bus-event.ts';
import { toBusArn } from './event-bus.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsRequestEntry.html */
export interface PutEventsEntry {
  readonly Detail?: string;
  readonly DetailType?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  readonly Source?: string;
  /** Epoch seconds. */
  readonly Time?: number;
}

/** What becomes of an entry: an event for a bus, or a fault. */
export type PlannedEntry =
  | { readonly busArn: string; readonly event: BusEvent; readonly fault?: undefined }
  | { readonly busArn: string; readonly fault: EntryFault };

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html */
export interface EntryFault {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

interface Surroundings {
  readonly account: string;
  readonly region: string;
  readonly nowMs: number;
}

export const maxEntries = 10;
/** All entries together must stay below. */
export const maxRequestBytes = 1024 * 1024;

/** Why a whole request is refused (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html). */
export function findRequestFault(entries: unknown): string | undefined {
  if (!Array.isArray(entries) || entries.length === 0) return formatLengthFault('greater than or equal to 1');
  if (entries.length > maxEntries) return formatLengthFault(`less than or equal to ${maxEntries}`);
  const sizeBytes = (entries as PutEventsEntry[]).reduce((sum, entry) => sum + findSizeBytes(entry), 0);
  return sizeBytes < maxRequestBytes
    ? undefined
    : 'Total size of the entries in the request is over the limit.';
}

function formatLengthFault(bound: string): string {
  return `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${bound}`;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
export function findSizeBytes({
  Detail = '',
  DetailType = '',
  Resources = [],
  Source = '',
  Time,
}: PutEventsEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources].map(String);
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), Time === undefined ? 0 : 14);
}

/** Entries fail one by one; `source` may not begin with `aws.`. */
export function planEntry(entry: PutEventsEntry, { account, region, nowMs }: Surroundings): PlannedEntry {
  const { Detail, DetailType, EventBusName, Resources = [], Source, Time } = entry;
  const busArn = toBusArn(EventBusName, { account, region });
  if (!Source) return { busArn, fault: required('Source') };
  if (!DetailType) return { busArn, fault: required('DetailType') };
  if (!Detail) return { busArn, fault: required('Detail') };
  if (Source.startsWith('aws.')) {
    return {
      busArn,
      fault: { ErrorCode: 'NotAuthorizedForSource', ErrorMessage: 'Not authorized for the source.' },
    };
  }
  const detail = parseDetail(Detail);
  if (!detail)
    return { busArn, fault: { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' } };
  const timeMs = Time === undefined ? nowMs : Time * 1_000;
  if (Number.isNaN(new Date(timeMs).getTime())) return { busArn, fault: invalidTime };
  const event: BusEvent = {
    version: '0',
    id: randomUUID(),
    'detail-type': DetailType,
    source: Source,
    account,
    time: formatTime(timeMs),
    region,
    resources: Resources,
    detail,
  };
  return { busArn, event };
}

const invalidTime: EntryFault = {
  ErrorCode: 'InvalidArgument',
  ErrorMessage: 'Parameter Time is not valid. Reason: it is no time.',
};

function required(parameter: string): EntryFault {
  const ErrorMessage = `Parameter ${parameter} is not valid. Reason: ${parameter} is a required argument.`;
  return { ErrorCode: 'InvalidArgument', ErrorMessage };
}

function parseDetail(text: string): JsonObject | undefined {
  try {
    const detail: unknown = JSON.parse(text);
    const isObject = typeof detail === 'object' && detail !== null && !Array.isArray(detail);
    return isObject ? (detail as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}

/** `2026-11-22T12:00:00Z` */
export function formatTime(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+/u, '');
}
