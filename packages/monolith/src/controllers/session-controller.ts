import type { Request, RequestHandler, Response } from 'express';
import type { VerifyToken } from '../authentication/token-verifier.ts';
import { sessionCookie } from '../middleware/authenticate.ts';

/** Signing in and out: the cookie holds the customer's token itself, out of reach of scripts. */
export function createSessionController(verifyToken: VerifyToken) {
  return {
    async start(req: Request, res: Response) {
      const token = String(req.body.token ?? '').trim();
      const flightId = String(req.body.flightId ?? '');
      const authentication = await verifyToken(token);
      if (authentication.outcome !== 'customer') {
        return sendSignIn(res, { flightId, isRefused: true });
      }
      res.cookie(sessionCookie, token, { ...cookieOf(req), expires: authentication.expiresAt });
      res.redirect(303, flightId ? `/bookings?${new URLSearchParams({ flightId })}` : '/bookings');
    },

    end(req: Request, res: Response) {
      res.clearCookie(sessionCookie, cookieOf(req));
      res.redirect(303, '/');
    },
  };
}

/** For pages: lets signed-in customers on, others find the sign-in form in the page's place. */
export const requireSession: RequestHandler = (req, res, next) => {
  const { authentication } = res.locals;
  if (authentication.outcome !== 'customer') {
    const flightId = String(req.query.flightId ?? '');
    return sendSignIn(res, { flightId, isRefused: false });
  }
  res.locals.customerId = authentication.customerId;
  next();
};

function sendSignIn(res: Response, form: { flightId: string; isRefused: boolean }): void {
  res.status(401).set('www-authenticate', 'Bearer').render('sign-in', form);
}

/** `Origin`, which `sameOrigin` has checked, says how the browser came here: TLS may have ended on the way. */
const cookieOf = (req: Request) => ({
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: req.get('origin')?.startsWith('https:') ?? false,
});
