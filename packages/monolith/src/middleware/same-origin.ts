import type { RequestHandler } from 'express';
import { RequestError } from '../http/request-error.ts';

/**
 * Refuses a form which another site sent in the customer's name. `SameSite=Lax` keeps the cookie at home already;
 * this also covers sister sites. Browsers send `Origin` with every POST; schemes are not compared, since TLS ends before the app.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export const sameOrigin: RequestHandler = (req, _res, next) => {
  const origin = req.headers.origin ?? '';
  if (!URL.canParse(origin) || new URL(origin).host !== req.headers.host) {
    throw new RequestError('request.cross-origin');
  }
  next();
};
