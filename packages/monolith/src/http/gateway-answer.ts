import type { Response } from 'express';

/**
 * Answers as API Gateway itself would: its body, its content type without a charset, and none of the application's headers.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function sendGatewayAnswer(res: Response, status: number, message: string): void {
  res.removeHeader('x-request-id');
  // Around res.type and res.json, which would add a charset.
  res.setHeader('content-type', 'application/json');
  res.status(status).send(Buffer.from(JSON.stringify({ message })));
}
