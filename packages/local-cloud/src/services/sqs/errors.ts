interface ErrorShape {
  /** Name in the JSON protocol, with its namespace. */
  readonly type: string;
  /** Code in the query protocol, which the JSON protocol repeats in a header. */
  readonly queryCode: string;
  readonly status: number;
}

const own = (name: string, queryCode = name, status = 400): ErrorShape => ({
  type: `com.amazonaws.sqs#${name}`,
  queryCode,
  status,
});
const prefixed = (name: string, status = 400) => own(name, `AWS.SimpleQueueService.${name}`, status);
const common = (name: string, queryCode: string, status = 400): ErrorShape => ({
  type: `com.amazon.coral.service#${name}`,
  queryCode,
  status,
});

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html and the pages of each action. */
export const errorShapes = {
  QueueDoesNotExist: own('QueueDoesNotExist', 'AWS.SimpleQueueService.NonExistentQueue'),
  ReceiptHandleIsInvalid: own('ReceiptHandleIsInvalid', 'ReceiptHandleIsInvalid', 404),
  InvalidMessageContents: own('InvalidMessageContents'),
  InvalidAttributeName: own('InvalidAttributeName'),
  ResourceNotFound: own('ResourceNotFoundException', 'ResourceNotFoundException', 404),
  MessageNotInflight: prefixed('MessageNotInflight'),
  PurgeQueueInProgress: prefixed('PurgeQueueInProgress', 403),
  EmptyBatchRequest: prefixed('EmptyBatchRequest'),
  TooManyEntriesInBatchRequest: prefixed('TooManyEntriesInBatchRequest'),
  BatchEntryIdsNotDistinct: prefixed('BatchEntryIdsNotDistinct'),
  BatchRequestTooLong: prefixed('BatchRequestTooLong'),
  InvalidBatchEntryId: prefixed('InvalidBatchEntryId'),
  UnsupportedOperation: prefixed('UnsupportedOperation'),
  InvalidParameterValue: common('InvalidParameterValueException', 'InvalidParameterValue'),
  MissingParameter: common('MissingRequiredParameterException', 'MissingParameter'),
  MalformedInput: common('SerializationException', 'MalformedInput'),
  InvalidAction: common('UnknownOperationException', 'InvalidAction'),
  AccessDenied: common('AccessDeniedException', 'AccessDenied', 403),
  InternalError: common('InternalFailure', 'InternalError', 500),
  MissingAuthenticationTokenException: common(
    'MissingAuthenticationTokenException',
    'MissingAuthenticationToken',
    403,
  ),
  IncompleteSignatureException: common('IncompleteSignatureException', 'IncompleteSignature'),
  InvalidSignatureException: common('InvalidSignatureException', 'SignatureDoesNotMatch', 403),
  UnrecognizedClientException: common('UnrecognizedClientException', 'InvalidClientTokenId', 403),
} as const satisfies Readonly<Record<string, ErrorShape>>;

export type SqsErrorCode = keyof typeof errorShapes;

/** SQS refuses an operation; it becomes the answer. */
export class SqsError extends Error {
  override readonly name = 'SqsError';
  readonly code: SqsErrorCode;

  constructor(code: SqsErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

export function invalidValue(parameter: string, value: unknown, reason: string): SqsError {
  const message = `Value ${String(value)} for parameter ${parameter} is invalid. Reason: ${reason}`;
  return new SqsError('InvalidParameterValue', message);
}

export const queueDoesNotExist = () =>
  new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
