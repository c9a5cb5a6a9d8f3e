import type { Ids } from '@unlith/shared-model';
import type { RequestHandler } from 'express';

declare global {
  namespace Express {
    interface Locals {
      requestId: string;
    }
  }
}

const acceptable = /^[\w.:-]{1,128}$/;

/** Every answer names its request: by the id that the client chose, else by a new one. */
export function requestId(ids: Ids): RequestHandler {
  return (req, res, next) => {
    const chosen = req.get('x-request-id');
    res.locals.requestId = chosen && acceptable.test(chosen) ? chosen : ids.next();
    res.set('x-request-id', res.locals.requestId);
    next();
  };
}
