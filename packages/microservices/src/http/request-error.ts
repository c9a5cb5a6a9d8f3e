/** What can be wrong with a request before the model sees it, and the one error that is ours. */
export const requestErrors = {
  'request.malformed-json': {
    status: 400,
    title: 'Malformed JSON',
    detail: 'The body must be a JSON object or array.',
  },
  'request.not-acceptable': {
    status: 406,
    title: 'Not acceptable',
    detail: 'A boarding pass comes as image/png or image/svg+xml.',
  },
  'request.body-too-large': {
    status: 413,
    title: 'Body too large',
    detail: 'The body must not exceed 102400 bytes.',
  },
  'request.unsupported-media-type': {
    status: 415,
    title: 'Unsupported media type',
    detail: 'The body must be application/json in UTF-8, without content encoding.',
  },
  'server.unexpected': {
    status: 500,
    title: 'Unexpected error',
    detail: 'Something went wrong on our side.',
  },
} as const;

export type RequestErrorCode = keyof typeof requestErrors;

/** A client's mistake in the use of HTTP itself. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode) {
    super(code);
    this.code = code;
  }
}
