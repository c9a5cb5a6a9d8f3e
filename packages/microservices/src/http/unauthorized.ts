import type { Reply } from './reply.ts';

/** A verified token that names no customer: refused in the words of API Gateway's own authorizer. */
export class Unauthorized extends Error {
  override readonly name = 'Unauthorized';
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-jwt.html */
export const unauthorized: Reply = {
  status: 401,
  headers: {
    'content-type': 'application/json',
    'www-authenticate': 'Bearer scope="" error="invalid_token"',
  },
  body: '{"message":"Unauthorized"}',
};
