import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';

export const requestId: RequestHandler = (request, response, next) => {
  response.set('x-request-id', request.get('x-request-id') ?? randomUUID());
  next();
};
