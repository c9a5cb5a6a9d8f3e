import type { ErrorRequestHandler, RequestHandler } from 'express';

export class HttpError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const handleUnknown: RequestHandler = (_request, response) => {
  response.status(404).json({ message: 'Not Found' });
};

export const handleError: ErrorRequestHandler = (error, _request, response, _next) => {
  const status = Number(error.status ?? 500);
  response.status(status).json({ message: status < 500 ? error.message : 'Internal Server Error' });
};
