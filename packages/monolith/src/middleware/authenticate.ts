import { inspect } from 'node:util';
import type { Request, RequestHandler } from 'express';
import type { Authentication, VerifyToken } from '../authentication/token-verifier.ts';
import { findCookie } from '../http/cookie.ts';
import type { Logger } from '../logger.ts';

declare global {
  namespace Express {
    interface Locals {
      authentication: Authentication;
    }
  }
}

/** Where a browser keeps its customer's token: see controllers/session-controller.ts. */
export const sessionCookie = 'session';

/**
 * The one door of the lith. It runs for every request, verifies a presented token once and records whose it is;
 * what needs a customer asks further in, by `requireCustomer` or `requireSession`.
 */
export function authenticate(verifyToken: VerifyToken, logger: Logger): RequestHandler {
  return async (req, res, next) => {
    const authentication = await verifyToken(presentedToken(req));
    if (authentication.outcome === 'keys-unavailable') {
      logger.error({
        event: 'authentication.keys-unavailable',
        requestId: res.locals.requestId,
        cause: inspect(authentication.cause),
      });
    }
    res.locals.authentication = authentication;
    next();
  };
}

/** The API reads the Authorization header alone: a cookie, which travels by itself, would open it to forged requests. */
const presentedToken = (req: Request): string | undefined =>
  req.path.startsWith('/api/')
    ? req.headers.authorization?.replace(/^bearer +/i, '')
    : findCookie(req.headers.cookie, sessionCookie);
