import { Router } from 'express';
import type { Airline } from '../airline.ts';
import type { VerifyToken } from '../authentication/token-verifier.ts';
import { createPagesController, sendErrorPage } from '../controllers/pages-controller.ts';
import { createSessionController, requireSession } from '../controllers/session-controller.ts';
import type { Logger } from '../logger.ts';
import { errorHandler } from '../middleware/error-handler.ts';
import { formBody } from '../middleware/form-body.ts';
import { pageHeaders } from '../middleware/page-headers.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { exactRouting } from './routing.ts';

type PagesDeps = { readonly airline: Airline; readonly verifyToken: VerifyToken; readonly logger: Logger };

/** What browsers see: HTML and forms. */
export function createPagesRouter({ airline, verifyToken, logger }: PagesDeps): Router {
  const router = Router(exactRouting);
  const pages = createPagesController(airline);
  const session = createSessionController(verifyToken);
  const form = [pageHeaders, sameOrigin, formBody];

  router.get('/', pageHeaders, pages.search);
  router.get('/bookings', pageHeaders, requireSession, pages.listBookings);
  router.post('/bookings', form, requireSession, pages.book);
  router.post('/bookings/:bookingId/cancel', form, requireSession, pages.cancel);
  router.post('/session', form, session.start);
  router.post('/session/end', form, session.end);

  router.use(errorHandler(logger, sendErrorPage));
  return router;
}
