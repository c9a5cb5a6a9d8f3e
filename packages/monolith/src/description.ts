import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

const reading = (route: string): string[] => [`GET ${route}`, `HEAD ${route}`];

/**
 * The lith as a deployment needs to know it: what to bundle, what to ship beside the bundle, and what it serves.
 * Loads nothing of the app, and is not for the bundle, which must not know where its source was.
 */
export const lithDescription = {
  /** Module that exports `handler`. */
  entry: path('./lambda.ts'),
  /** Module that exports the app itself: where a split begins. */
  appEntry: path('./app-from-environment.ts'),
  /** Directory beside the bundle -> directory on disk. */
  assets: { views: path('./views'), public: path('./public') },
  /** JSON API, as API Gateway route keys. */
  apiRouteKeys: [
    ...reading('/api/flights'),
    ...reading('/api/flights/{flightId}'),
    ...reading('/api/flights/{flightId}/availability'),
    ...reading('/api/flights/{flightId}/statistics'),
    'POST /api/bookings',
    ...reading('/api/bookings'),
    ...reading('/api/bookings/{bookingId}'),
    'PATCH /api/bookings/{bookingId}',
    'DELETE /api/bookings/{bookingId}',
    ...reading('/api/bookings/{bookingId}/boarding-pass'),
    ...reading('/api/loyalty'),
    ...reading('/api/loyalty/entries'),
  ],
  /** Pages, forms and files, for browsers. */
  pageRouteKeys: [
    ...reading('/'),
    ...reading('/bookings'),
    'POST /bookings',
    'POST /bookings/{bookingId}/cancel',
    'POST /session',
    'POST /session/end',
    ...reading('/public/{proxy+}'),
  ],
} as const;
