/** The manifest and what the construct was given do not fit: the message names the value, the construct and the next step. */
export class SplitApiError extends Error {
  override readonly name = 'SplitApiError';
}
