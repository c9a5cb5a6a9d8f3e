import { type ParseArgsConfig, parseArgs } from 'node:util';

// curl's options as far as they matter to a request: https://curl.se/docs/manpage.html

type Options = NonNullable<ParseArgsConfig['options']>;

const withValue = (...names: string[]): Options => stateAll(names, 'string');
const flags = (...names: string[]): Options => stateAll(names, 'boolean');

/** `X/request` has a short form, `json` has none. */
function stateAll(names: readonly string[], type: 'string' | 'boolean'): Options {
  return Object.fromEntries(
    names.map((name) => {
      const [long = name, short] = name.split('/').reverse();
      return [long, short === undefined ? { type } : { type, short }];
    }),
  );
}

/** What makes a request. */
const used: Options = {
  ...withValue('X/request', 'H/header', 'b/cookie', 'u/user', 'A/user-agent', 'e/referer', 'r/range', 'url'),
  ...withValue('d/data', 'data-ascii', 'data-raw', 'data-binary', 'data-urlencode', 'json'),
  ...withValue('F/form', 'form-string', 'oauth2-bearer', 'url-query'),
  ...flags('G/get', 'I/head', 'g/globoff', 'path-as-is', ':/next'),
};

/** What changes nothing that is compared: output, connection, TLS, retries. */
const ignored: Options = {
  ...withValue(
    'o/output',
    'w/write-out',
    'm/max-time',
    'connect-timeout',
    'x/proxy',
    'U/proxy-user',
    'noproxy',
  ),
  ...withValue('c/cookie-jar', 'D/dump-header', 'retry', 'retry-delay', 'retry-max-time', 'max-redirs'),
  ...withValue('E/cert', 'key', 'cacert', 'capath', 'pass', 'ciphers', 'resolve', 'connect-to', 'interface'),
  ...withValue(
    'limit-rate',
    'Y/speed-limit',
    'y/speed-time',
    'keepalive-time',
    'output-dir',
    'stderr',
    'tls-max',
  ),
  ...withValue(
    'trace',
    'trace-ascii',
    'max-filesize',
    'expect100-timeout',
    'proto',
    'proto-redir',
    'aws-sigv4',
  ),
  ...flags(
    's/silent',
    'S/show-error',
    'L/location',
    'k/insecure',
    'v/verbose',
    'i/include',
    'f/fail',
    'show-headers',
  ),
  ...flags(
    '#/progress-bar',
    'N/no-buffer',
    'O/remote-name',
    'J/remote-header-name',
    'compressed',
    'basic',
    'Z/parallel',
  ),
  ...flags(
    'fail-with-body',
    'no-progress-meter',
    'tcp-nodelay',
    'no-keepalive',
    'location-trusted',
    'fail-early',
  ),
  ...flags('0/http1.0', 'http1.1', 'http2', 'http2-prior-knowledge', 'http3', '4/ipv4', '6/ipv6', '1/tlsv1'),
  ...flags(
    '2/sslv2',
    'tlsv1.2',
    'tlsv1.3',
    'retry-connrefused',
    'retry-all-errors',
    'create-dirs',
    'q/disable',
  ),
  ...flags('j/junk-session-cookies', 'raw', 'post301', 'post302', 'post303', 'ssl-reqd', 'R/remote-time'),
};

/** An option with its value, or an argument, which has no name. */
export interface CurlArgument {
  readonly name?: string;
  readonly value: string;
}

/** The words behind `curl`, in order; of an option that is not known here, only its name as it was written. */
export function parseCurlArguments(words: readonly string[]): CurlArgument[] | { readonly unknown: string } {
  const { tokens } = parseArgs({
    args: [...words],
    options: { ...used, ...ignored },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const found: CurlArgument[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') found.push({ value: token.value });
    if (token.kind !== 'option' || Object.hasOwn(ignored, token.name)) continue;
    if (!Object.hasOwn(used, token.name)) return { unknown: token.rawName };
    found.push({ name: token.name, value: token.value ?? '' });
  }
  return found;
}
