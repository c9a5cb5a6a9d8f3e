/** What happens to a table's stream; `table` is its name. */
export type StreamEvent = StreamBehind | StreamCaughtUp | StreamFailed;

/** The table has been written to; the answer to that goes on after this event. */
interface StreamBehind {
  readonly type: 'dynamodb.stream-behind';
  readonly table: string;
}

/** The stream has what was written, and its pipes have been woken. */
interface StreamCaughtUp {
  readonly type: 'dynamodb.stream-caught-up';
  readonly table: string;
}

/** The database could not be asked for new records; it is asked again until it answers. */
interface StreamFailed {
  readonly type: 'dynamodb.stream-failed';
  readonly table: string;
  readonly errorMessage: string;
}
