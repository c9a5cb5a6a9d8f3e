import { RequestError, type RequestErrorCode } from '../http/request-error.ts';

export const maxBodyBytes = 102_400;

/** Express's body parsers report what went wrong as `type` (https://github.com/expressjs/body-parser#errors). */
export function toBodyError(error: unknown, otherwise: RequestErrorCode): RequestError {
  const isTooLarge = error instanceof Error && 'type' in error && error.type === 'entity.too.large';
  return new RequestError(isTooLarge ? 'request.body-too-large' : otherwise);
}
