import { DomainError, type ErrorKind, errorCatalogue } from '@unlith/shared-model';
import type { Reply } from './reply.ts';
import { RequestError, type RequestErrorCode, requestErrors } from './request-error.ts';
import { Unauthorized, unauthorized } from './unauthorized.ts';

const statusByKind: Record<ErrorKind, number> = {
  invalid: 400,
  payment: 402,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  unavailable: 503,
};

/** Problem details (RFC 9457) of an error; what nobody foresaw is `server.unexpected` and keeps its cause to itself. */
export function toProblemReply(error: unknown): Reply {
  if (error instanceof Unauthorized) return unauthorized;
  if (error instanceof DomainError) {
    const { code, detail, violations } = error;
    const { kind, title } = errorCatalogue[code];
    return problem({ title, status: statusByKind[kind], detail, code, ...(violations && { violations }) });
  }
  const code: RequestErrorCode = error instanceof RequestError ? error.code : 'server.unexpected';
  const { title, status, detail } = requestErrors[code];
  return problem({ title, status, detail, code });
}

const problem = (members: { status: number; code: string; title: string; detail: string }): Reply => ({
  status: members.status,
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
  body: JSON.stringify({ type: `urn:problem:${members.code}`, ...members }),
});
