import type { RequestHandler } from 'express';
import { HttpError } from './errors.ts';

export const requireUser: RequestHandler = (request, response, next) => {
  const user = /^Bearer (\w+)$/.exec(request.get('authorization') ?? '')?.[1];
  if (!user) throw new HttpError(401, 'Who are you?');
  response.locals.user = user;
  next();
};
