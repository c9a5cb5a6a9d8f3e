import type { AwsCall, AwsServiceHandler, WireAnswer } from '../../aws-endpoint/handler.ts';
import {
  createJsonAnswer,
  createJsonError,
  parseJsonInput,
  parseTarget,
} from '../../aws-endpoint/json-protocol.ts';
import type { EmitEvent } from '../../events.ts';
import type { SignedRequest } from '../../iam/signature.ts';
import type { SqsApi } from './api.ts';
import { errorShapes, SqsError, type SqsErrorCode } from './errors.ts';
import { parseQueryInput } from './wire/query-request.ts';
import { formatQueryAnswer, formatQueryError } from './wire/query-response.ts';

/**
 * SQS over the wire, in both of its protocols: AWS JSON 1.0, which a target header tells, and the older query protocol
 * (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-json-faqs.html).
 */
export function createSqsHandler(api: SqsApi, emit: EmitEvent): AwsServiceHandler {
  return {
    signingName: 'sqs',
    targetPrefix: 'AmazonSQS',
    async answer(call) {
      try {
        return await answerCall(call, api);
      } catch (error) {
        if (!(error instanceof SqsError)) throw error;
        return formatError(error, call.request);
      }
    },
    refuse(refusal, request) {
      const operation = parseTarget(request.headers)?.operation ?? String(readQuery(request).Action ?? '');
      emit({ type: 'sqs.request', principal: 'unknown', operation, queue: '', outcome: 'refused' });
      return formatError(refusal, request);
    },
    fail: ({ message }, request) => formatError({ code: 'InternalError', message }, request),
  };
}

async function answerCall({ caller, request, signal }: AwsCall, api: SqsApi): Promise<WireAnswer> {
  const target = parseTarget(request.headers);
  if (!target) {
    const input = readQuery(request);
    const operation = String(input.Action ?? '');
    const output = await api({ operation, input, caller, signal });
    return formatQueryAnswer(operation, output);
  }
  const input = parseJsonInput(request.body);
  if (!input) throw new SqsError('MalformedInput', 'The request body is no JSON object.');
  const output = await api({ operation: target.operation, input, caller, signal });
  return createJsonAnswer({ version: '1.0', output });
}

/** Parameters come in the body or after the address, and the address may name the queue. */
function readQuery({ url, body }: SignedRequest) {
  const [path = '/', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  for (const [name, value] of new URLSearchParams(body.toString())) parameters.append(name, value);
  if (path !== '/' && !parameters.has('QueueUrl')) parameters.set('QueueUrl', path);
  return parseQueryInput(parameters);
}

function formatError(
  { code, message }: { readonly code: SqsErrorCode; readonly message: string },
  { headers }: SignedRequest,
): WireAnswer {
  if (!parseTarget(headers)) return formatQueryError(code, message);
  const { type, queryCode, status } = errorShapes[code];
  const fault = status < 500 ? 'Sender' : 'Receiver';
  return createJsonError({
    version: '1.0',
    status,
    type,
    message,
    headers: { 'x-amzn-query-error': `${queryCode};${fault}` },
  });
}
