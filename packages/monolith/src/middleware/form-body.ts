import express, { type RequestHandler } from 'express';
import { maxBodyBytes, toBodyError } from './body-error.ts';

const parse = express.urlencoded({ extended: false, limit: maxBodyBytes });

/** Reads the fields of a posted form into `req.body`. */
export const formBody: RequestHandler = (req, res, next) =>
  parse(req, res, (error?: unknown) => {
    if (error) return next(toBodyError(error, 'request.malformed-form'));
    req.body ??= {};
    next();
  });
