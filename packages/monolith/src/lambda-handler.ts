import type { IncomingMessage, ServerResponse } from 'node:http';
import { configure as serverlessExpress } from '@vendia/serverless-express';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Express } from 'express';

export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The app as a Lambda function behind an HTTP API's `$default` route, payload format 2.0:
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function createLambdaHandler(app: Express): LambdaHandler {
  const proxy = serverlessExpress({ app, framework: { sendRequest }, binarySettings: { isBinary } });

  /**
   * Completes the adapter's stand-in for a socket. It cannot be listened to, so that an answer before the body was read
   * throws "ee.on is not a function" past every error handler: https://github.com/CodeGenieApp/serverless-express/issues/698
   */
  function sendRequest({ request, response }: { request: IncomingMessage; response: ServerResponse }): void {
    Object.assign(request.socket, { on() {}, removeListener() {} });
    app(request, response);
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
