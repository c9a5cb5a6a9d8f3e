import { DomainError, type ErrorKind, errorCatalogue, type Violation } from '@unlith/shared-model';
import type { Response } from 'express';
import { RequestError, type RequestErrorCode, requestErrors } from './request-error.ts';

/** An error as the API answers it: RFC 9457 problem details with the domain's code. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly violations?: readonly Violation[];
};

const statusByKind: Record<ErrorKind, number> = {
  invalid: 400,
  payment: 402,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unavailable: 503,
};

/** Anything that is neither the model's error nor the request's is `server.unexpected`, and keeps its cause to itself. */
export function toProblem(error: unknown): Problem {
  if (error instanceof DomainError) return fromDomainError(error);
  return fromRequestErrorCode(error instanceof RequestError ? error.code : 'server.unexpected');
}

function fromDomainError({ code, detail, violations }: DomainError): Problem {
  const { kind, title } = errorCatalogue[code];
  const problem = { type: typeOf(code), title, status: statusByKind[kind], detail, code };
  return violations ? { ...problem, violations } : problem;
}

function fromRequestErrorCode(code: RequestErrorCode): Problem {
  const { title, status, detail } = requestErrors[code];
  return { type: typeOf(code), title, status, detail, code };
}

const typeOf = (code: string): string => `urn:problem:${code}`;

export function sendProblem(res: Response, problem: Problem): void {
  res.status(problem.status).type('application/problem+json').json(problem);
}
