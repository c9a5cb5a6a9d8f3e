/** The database could not be asked for new records; it is asked again until it answers. */
export interface StreamFailed {
  readonly type: 'dynamodb.stream-failed';
  readonly table: string;
  readonly errorMessage: string;
}
