import type { RequestHandler } from 'express';
import type { Logger } from '../logger.ts';

/** One line per answered request. The query stays out: it may name people. */
export function requestLog(logger: Logger): RequestHandler {
  return (req, res, next) => {
    const startedAt = performance.now();
    const { method, path } = req;
    // Not `close`, which the Lambda adapter's response never emits.
    res.on('finish', () => {
      const durationMs = Math.round(performance.now() - startedAt);
      const { requestId } = res.locals;
      logger.info({ event: 'request.answered', method, path, status: res.statusCode, durationMs, requestId });
    });
    next();
  };
}
