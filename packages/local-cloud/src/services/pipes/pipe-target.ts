import type { StreamRecord } from '../dynamodb-streams/stream-record.ts';

/** Takes records in their order; resolves with those that it has not taken. */
export type PipeTarget = (records: readonly PipeRecord[]) => Promise<readonly RefusedRecord[]>;

/** A record, and what the pipe's template has made of it. */
export interface PipeRecord {
  readonly record: StreamRecord;
  readonly input: string;
}

export interface RefusedRecord extends PipeRecord {
  readonly message: string;
}
