import type { HeaderLine } from '../../http/http-message.ts';
import { isSecretName } from '../../http/secrets.ts';
import { toBytes } from '../byte-string.ts';
import { NotTaken } from '../recorded-request.ts';
import type { CurlData } from './curl-data.ts';
import type { CurlArgument } from './curl-options.ts';
import { findExpansion } from './shell-quotes.ts';

/** The header lines that options make; `--header` replaces what other options would send, `name:` takes it away. */
export function listHeaders(
  args: readonly CurlArgument[],
  { user, data }: { user?: string | undefined; data?: CurlData | undefined },
): HeaderLine[] {
  const own = args.filter(({ name }) => name === 'header').map(({ value }) => parseHeader(value));
  const stated = new Set(own.map(([name]) => name));
  const implied = args.flatMap(({ name, value }) => (name && impliedBy[name]?.(value)) || []);
  const credentials = user === undefined ? [] : [basic(user)];
  const lines = [...credentials, ...implied, ...(data?.headers ?? [])];
  return [
    ...joinCookies(lines).filter(([name]) => !stated.has(name)),
    ...own.flatMap(([name, value]): HeaderLine[] => (value === undefined ? [] : [[name, value]])),
  ].map(checkKnown);
}

const basic = (user: string): HeaderLine => [
  'authorization',
  findExpansion(user) ? `Basic ${user}` : `Basic ${Buffer.from(toBytes(user)).toString('base64')}`,
];

const impliedBy: Readonly<Record<string, (value: string) => HeaderLine[]>> = {
  user: (value) => [basic(value)],
  'oauth2-bearer': (value) => [['authorization', `Bearer ${value}`]],
  'user-agent': (value) => [['user-agent', value]],
  referer: (value) => [['referer', value.replace(/;auto$/, '')]],
  range: (value) => [['range', `bytes=${value}`]],
  cookie: (value) => {
    if (!value.includes('=')) throw new NotTaken(`it reads its cookies from the file \`${value}\``);
    return [['cookie', value]];
  },
};

/** `name: value`, `name:` for none, `name;` for an empty one. */
function parseHeader(stated: string): [name: string, value: string | undefined] {
  const [, name, mark, value = ''] = /^([\w!#$%&'*+.^`|~-]+)\s*([:;])([\s\S]*)$/.exec(stated) ?? [];
  if (name === undefined) throw new NotTaken(`\`${stated}\` is no header`);
  return [name.toLowerCase(), mark === ';' ? '' : value.trim() || undefined];
}

function joinCookies(lines: readonly HeaderLine[]): HeaderLine[] {
  const cookies = lines.filter(([name]) => name === 'cookie').map(([, value]) => value);
  const others = lines.filter(([name]) => name !== 'cookie');
  return cookies.length === 0 ? others : [...others, ['cookie', cookies.join('; ')]];
}

/** A credential need not be known: it gets a name instead. */
function checkKnown([name, value]: HeaderLine): HeaderLine {
  const unknown = name === 'cookie' || isSecretName(name) ? undefined : findExpansion(value);
  if (unknown) throw new NotTaken(`only your shell knows \`${unknown}\``);
  return [name, value];
}
