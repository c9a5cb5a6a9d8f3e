import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { configure as serverlessExpress } from '@vendia/serverless-express';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Express } from 'express';

/** Takes an event of payload format 2.0 and resolves for every request, refused and failed ones included. */
export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

/**
 * The app as a Lambda function behind an HTTP API's `$default` route, payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function createLambdaHandler(app: Express): LambdaHandler {
  const proxy = serverlessExpress({ app, framework: { sendRequest }, binarySettings: { isBinary } });

  /**
   * Mends the adapter's stand-in for a request. Its socket cannot be listened to, so that an answer before the body was read
   * throws "ee.on is not a function" past every error handler (https://github.com/CodeGenieApp/serverless-express/issues/698).
   * And it counts as read once this function returns, so that a body parser behind the first `await` finds nothing
   * (https://github.com/CodeGenieApp/serverless-express/issues/693): hence the wait for the answer.
   */
  async function sendRequest({ request, response }: Exchange): Promise<void> {
    Object.assign(request.socket, { on() {}, removeListener() {} });
    const answered = once(response, 'finish');
    app(request, response);
    await answered;
  }

  // Two parameters, since Node.js 24 refuses a handler that could take a callback:
  // https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html
  return async (event, context) => proxy({ ...event, rawPath: encodePath(event.rawPath) }, context, () => {});
}

/** `rawPath` comes decoded, despite its name: a `%`, `?` or `#` in it belongs to a segment and must reach Express as such. */
const encodePath = (rawPath: string): string => rawPath.split('/').map(encodeURIComponent).join('/') || '/';

/** What is not text travels as base64. The adapter by itself takes SVG for binary, and most of what is binary for text. */
const isBinary = ({ headers }: { headers: Readonly<Record<string, unknown>> }): boolean => {
  const contentType = headers['content-type'];
  return typeof contentType === 'string' && !/^text\/|[/+](json|xml|javascript)\b/.test(contentType);
};
