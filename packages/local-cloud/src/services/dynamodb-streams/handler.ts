import type { AwsCall, AwsServiceHandler, WireAnswer } from '../../aws-endpoint/handler.ts';
import { createJsonAnswer, parseJsonInput, parseTarget } from '../../aws-endpoint/json-protocol.ts';
import { findDenial } from '../../iam/authorize.ts';
import { formatError } from '../dynamodb/wire.ts';
import { answerStreamOperation, findStreamArn, type StreamOperation } from './streams-api.ts';
import type { TableStream } from './table-stream.ts';

export interface StreamsHandlerDependencies {
  /** By ARN. */
  readonly streams: ReadonlyMap<string, TableStream>;
  readonly now: () => number;
}

const operations: ReadonlySet<string> = new Set<StreamOperation['name']>([
  'DescribeStream',
  'GetRecords',
  'GetShardIterator',
  'ListStreams',
]);

/** DynamoDB Streams for SDK clients; they sign for `dynamodb`. */
export function createStreamsHandler(deps: StreamsHandlerDependencies): AwsServiceHandler {
  return {
    signingName: 'dynamodb',
    targetPrefix: 'DynamoDBStreams_20120810',
    answer: async (call) => answerCall(call, deps),
    refuse: ({ code, message }) => formatError(code, message),
    fail: ({ message }) => formatError('InternalServerError', message),
  };
}

function answerCall({ caller, request }: AwsCall, { streams, now }: StreamsHandlerDependencies): WireAnswer {
  const name = parseTarget(request.headers)?.operation ?? '';
  const input = parseJsonInput(request.body);
  if (!input) return formatError('SerializationException', undefined);
  if (!operations.has(name)) {
    const message = `The local cloud does not emulate the operation ${String(request.headers['x-amz-target'])}.`;
    return formatError('UnknownOperationException', message);
  }
  const operation = { name, input } as StreamOperation;
  const { principal, region } = caller;
  const authorization = {
    action: `dynamodb:${name}`,
    resource: findStreamArn(operation),
    context: () => undefined,
  };
  const denial = findDenial({ principal, region, nowMs: now(), requests: [authorization] });
  if (denial) return formatError('AccessDeniedException', denial.message);
  const output = answerStreamOperation(operation, streams);
  if ('code' in output) return formatError(String(output.code), String(output.message));
  return createJsonAnswer({ version: '1.0', output });
}
