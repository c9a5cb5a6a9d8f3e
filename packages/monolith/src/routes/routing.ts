import type { RouterOptions } from 'express';

/**
 * API Gateway's routing, for every router of the app: `/api/Flights` and `/api/flights/` are other paths.
 * Routers do not inherit this from the app. They are mounted at `/api` and name the rest of the path in full, because
 * a router mounted at `/api/flights` would serve `get('/')` for both forms of its own path.
 */
export const exactRouting: RouterOptions = { strict: true, caseSensitive: true };
