import type { IncomingHttpHeaders } from 'node:http';

/** The parts of `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `20261122` */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  /** In lower case. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `20261122T120000Z` */
  readonly timestamp: string;
  readonly signedAtMs: number;
}

/** An error as AWS's JSON services answer it: the exception's name without its namespace, and its words. */
export interface SignatureRefusal {
  readonly code:
    | 'MissingAuthenticationTokenException'
    | 'IncompleteSignatureException'
    | 'InvalidSignatureException'
    | 'UnrecognizedClientException';
  readonly message: string;
}

const algorithm = 'AWS4-HMAC-SHA256';

/** Reads the header form of Signature Version 4 (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html). */
export function parseAuthorization(headers: IncomingHttpHeaders): Authorization | SignatureRefusal {
  const header = headers.authorization;
  if (!header?.startsWith(algorithm)) {
    return {
      code: 'MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    };
  }
  const { Credential, Signature, SignedHeaders } = parseParameters(header.slice(algorithm.length));
  const timestamp = headers['x-amz-date'];
  if (!Credential || !Signature || !SignedHeaders || typeof timestamp !== 'string') {
    const given = { Credential, Signature, SignedHeaders };
    return incomplete(`${listMissing(given, timestamp !== undefined)} Authorization=${header}`);
  }
  const elements = Credential.split('/');
  const [accessKeyId = '', day = '', region = '', service = '', term] = elements;
  if (elements.length !== 5 || term !== 'aws4_request') {
    const form = 'keyid/date/region/service/term';
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. ${form}, got '${Credential}'`,
    );
  }
  const signedAtMs = parseTimestampMs(timestamp);
  if (Number.isNaN(signedAtMs)) {
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    );
  }
  const signedHeaders = SignedHeaders.toLowerCase().split(';');
  return { accessKeyId, day, region, service, signedHeaders, signature: Signature, timestamp, signedAtMs };
}

/** `20261122T120000Z`, the form in which AWS writes times of signatures. */
export function formatTimestamp(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/[-:]|\.\d+/gu, '');
}

function parseParameters(text: string): Partial<Record<string, string>> {
  const pairs = text.split(/[,\s]+/u).flatMap((part) => {
    const at = part.indexOf('=');
    return at > 0 ? [[part.slice(0, at), part.slice(at + 1)] as const] : [];
  });
  return Object.fromEntries(pairs);
}

function parseTimestampMs(timestamp: string): number {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(timestamp) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

function listMissing(given: Record<string, string | undefined>, hasTimestamp: boolean): string {
  const parameters = Object.entries(given)
    .filter(([, value]) => !value)
    .map(([name]) => `Authorization header requires '${name}' parameter.`);
  const date = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
  return [...parameters, ...(hasTimestamp ? [] : [date])].join(' ');
}

function incomplete(message: string): SignatureRefusal {
  return { code: 'IncompleteSignatureException', message };
}
