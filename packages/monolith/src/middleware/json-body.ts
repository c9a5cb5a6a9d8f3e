import express, { type RequestHandler } from 'express';
import { RequestError } from '../http/request-error.ts';
import { maxBodyBytes, toBodyError } from './body-error.ts';

const parse = express.json({ limit: maxBodyBytes, type: () => true });

/** Reads a JSON body into `req.body`; none at all counts as `{}`. */
export const jsonBody: RequestHandler = (req, res, next) => {
  if (!isPlainJson(req.headers['content-type']) || !isPlain(req.headers['content-encoding'])) {
    throw new RequestError('request.unsupported-media-type');
  }
  parse(req, res, (error?: unknown) => {
    if (error) return next(toBodyError(error, 'request.malformed-json'));
    req.body ??= {};
    next();
  });
};

/** `application/json`, in UTF-8 if it says so: stricter than the parser, which is content with any `utf-…` charset. */
function isPlainJson(contentType = ''): boolean {
  const [mediaType, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  return mediaType === 'application/json' && (!charset || /^charset="?utf-8"?$/.test(charset));
}

const isPlain = (contentEncoding = 'identity'): boolean => contentEncoding.toLowerCase() === 'identity';
