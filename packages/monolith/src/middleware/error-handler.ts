import type { ErrorRequestHandler, Request, Response } from 'express';
import { type Problem, toProblem } from '../http/problem.ts';
import type { LogEntry, Logger } from '../logger.ts';
import { notFound } from './not-found.ts';

/**
 * Answers every error by `send`: as problem details or as a page. Nothing may fall through to Express's own handler,
 * which breaks under the Lambda adapter (https://github.com/CodeGenieApp/serverless-express/issues/698).
 */
export function errorHandler(
  logger: Logger,
  send: (res: Response, problem: Problem) => void,
): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    // A path parameter that does not decode names nothing.
    if (error instanceof URIError) return notFound(req, res, next);
    const problem = toProblem(error);
    if (problem.status >= 500) logger.error(toLogEntry(error, req, res));
    if (res.headersSent) return void res.end();
    send(res, problem);
  };
}

function toLogEntry(error: unknown, { method, originalUrl }: Request, res: Response): LogEntry {
  const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
  const [path] = originalUrl.split('?');
  return {
    event: 'request.failed',
    method,
    path,
    requestId: res.locals.requestId,
    error: { name, message, stack },
  };
}
