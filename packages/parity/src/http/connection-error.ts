import { EnvironmentError } from '../errors.ts';
import type { HttpRequest } from './http-message.ts';

/** What kept an answer away, and what to do about it. */
interface Advice {
  readonly reason: string;
  readonly next: string;
}

const untrusted: Advice = {
  reason: 'nobody that Node.js trusts has signed its certificate',
  next: 'Name the certificate of its authority in NODE_EXTRA_CA_CERTS=<file.pem>.',
};
const noTls: Advice = {
  reason: 'what it speaks is not TLS',
  next: 'Write http:// instead of https://, or another port.',
};
const outOfDate: Advice = {
  reason: 'its certificate is not valid today',
  next: 'Renew the certificate, or set the clock of this machine.',
};
const unknownHost: Advice = {
  reason: 'no such host is known',
  next: 'Check its name, and whether this machine has a network.',
};
const noRoute: Advice = {
  reason: 'its host cannot be reached',
  next: 'Check the URL, and whether a VPN or firewall lies between.',
};

/** By the codes of Node.js and OpenSSL: https://nodejs.org/api/tls.html#x509-certificate-error-codes */
const adviceByCode: Readonly<Record<string, Advice>> = {
  ECONNREFUSED: { reason: 'nothing listens there', next: 'Start the API, or check host and port.' },
  ECONNRESET: {
    reason: 'it closed the connection before it had answered',
    next: 'Read its log; if it speaks TLS, write https://.',
  },
  ENOTFOUND: unknownHost,
  EAI_AGAIN: unknownHost,
  ETIMEDOUT: noRoute,
  EHOSTUNREACH: noRoute,
  ENETUNREACH: noRoute,
  EPROTO: noTls,
  ERR_SSL_WRONG_VERSION_NUMBER: noTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noTls,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  CERT_HAS_EXPIRED: outOfDate,
  CERT_NOT_YET_VALID: outOfDate,
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: 'its certificate is for another host',
    next: 'Write the host that the certificate names, or have a certificate made for this one.',
  },
};

/** `target.unreachable`: no connection, or one that ended before the answer did. */
export function unreachable(url: string, request: HttpRequest, cause: unknown): EnvironmentError {
  const { code = '', message } = cause as NodeJS.ErrnoException;
  const { reason, next } = adviceByCode[code] ?? {
    reason: 'what came is no answer',
    next: 'Check the URL and that the API is running.',
  };
  return new EnvironmentError(
    'target.unreachable',
    `${url} gave no answer to ${request.method} ${request.path}: ${reason} (${code || message}). ${next}`,
    { cause },
  );
}

/** `target.timeout` */
export function timedOut(url: string, { method, path }: HttpRequest, timeoutMs: number): EnvironmentError {
  return new EnvironmentError(
    'target.timeout',
    `${url} did not answer ${method} ${path} within ${timeoutMs} ms. See whether it is alive, or allow it more time.`,
  );
}
