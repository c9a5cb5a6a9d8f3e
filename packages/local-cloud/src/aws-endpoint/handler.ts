import type { SignatureRefusal } from '../iam/authorization-header.ts';
import type { Caller, SignedRequest } from '../iam/signature.ts';

/**
 * One AWS API behind the endpoint. The endpoint reads the request, verifies its signature and finds the caller; the
 * handler reads the operation, asks whether the caller may (`findDenial` of iam/authorize.ts) and answers in its own
 * protocol.
 */
export interface AwsServiceHandler {
  /** Service in the credential scope of a signature: `dynamodb`, `sqs`, `events`, `execute-api`. */
  readonly signingName: string;
  /**
   * What `x-amz-target` begins with: `DynamoDB_20120810`. It tells services of one signing name apart (DynamoDB and its
   * streams), and finds the one whose words a request without any signature is answered in.
   */
  readonly targetPrefix?: string;
  /** A rejection becomes `fail`'s answer, so that no caller waits for ever. */
  answer(call: AwsCall): Promise<WireAnswer>;
  /** The words of this service for a request whose signature is missing, wrong or expired. */
  refuse(refusal: SignatureRefusal, request: SignedRequest): WireAnswer;
  /** The words for a bug of ours. */
  fail(error: Error, request: SignedRequest): WireAnswer;
}

/** A request whose signature has been verified. */
export interface AwsCall {
  readonly caller: Caller;
  readonly request: SignedRequest;
  /** Aborted when the caller hangs up before its answer, or the cloud closes: who waits for something stops then. */
  readonly signal: AbortSignal;
}

/** An answer, ready to be written. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}
