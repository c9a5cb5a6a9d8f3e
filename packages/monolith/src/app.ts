import ejs from 'ejs';
import express, { type Express } from 'express';
import type { Airline } from './airline.ts';
import { createTokenVerifier } from './authentication/token-verifier.ts';
import { pageFormats } from './controllers/page-formats.ts';
import { sendProblem } from './http/problem.ts';
import type { Logger } from './logger.ts';
import { authenticate } from './middleware/authenticate.ts';
import { errorHandler } from './middleware/error-handler.ts';
import { notFound } from './middleware/not-found.ts';
import { requestId } from './middleware/request-id.ts';
import { requestLog } from './middleware/request-log.ts';
import { createBookingsRouter } from './routes/bookings.ts';
import { createFlightsRouter } from './routes/flights.ts';
import { createLoyaltyRouter } from './routes/loyalty.ts';
import { createPagesRouter } from './routes/pages.ts';
import type { AppSettings } from './settings.ts';

/** The airline to serve, where its files and its customers' issuer are, and where to log. */
export type AppDeps = {
  readonly airline: Airline;
  readonly settings: AppSettings;
  readonly logger: Logger;
};

/** Without validators, which a file's time would change with every deployment. Files are small and come whole. */
const staticFiles = {
  index: false,
  redirect: false,
  etag: false,
  lastModified: false,
  acceptRanges: false,
  maxAge: '5m',
};

/** The airline as one Express app: JSON API, pages and static files. It neither listens nor reads the environment. */
export function createApp({ airline, settings, logger }: AppDeps): Express {
  const verifyToken = createTokenVerifier({ ...settings, clock: airline.clock });
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('strict routing');
  app.enable('case sensitive routing');
  app.enable('view cache');
  app.engine('ejs', ejs.renderFile); // Said here, since a bundler cannot see what Express would require by name.
  app.set('view engine', 'ejs');
  app.set('views', settings.viewsDirectory);
  Object.assign(app.locals, pageFormats);

  app.use(requestId(airline.ids));
  app.use(requestLog(logger));
  app.options('/{*path}', notFound); // Else every router answers OPTIONS by itself, which no route of an HTTP API does.
  app.use(authenticate(verifyToken, logger));
  app.use('/public', express.static(settings.publicDirectory, staticFiles));

  app.use('/api', createFlightsRouter(airline));
  app.use('/api', createBookingsRouter(airline));
  app.use('/api', createLoyaltyRouter(airline));
  app.use(createPagesRouter({ airline, verifyToken, logger }));

  app.use(notFound);
  app.use(errorHandler(logger, sendProblem));
  return app;
}
