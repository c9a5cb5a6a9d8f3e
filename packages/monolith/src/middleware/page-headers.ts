import type { RequestHandler } from 'express';

// Styles from us, forms to us, and nothing else: no script at all.
const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** What a page tells the browser. The referrer policy must let `Origin` through to `sameOrigin`: `no-referrer` would null it. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'private, no-cache',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  next();
};
