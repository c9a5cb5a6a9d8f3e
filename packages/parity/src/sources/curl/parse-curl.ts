import { toBytes } from '../byte-string.ts';
import { NotTaken, type RecordedRequest, type Untaken } from '../recorded-request.ts';
import { type ReadFile, toData, toForm, toUrlEncoded } from './curl-data.ts';
import { listHeaders } from './curl-headers.ts';
import { type CurlArgument, parseCurlArguments } from './curl-options.ts';
import { parseCurlUrl } from './curl-url.ts';
import { parseShellCommands, type ShellCommand } from './shell-commands.ts';
import { findExpansion } from './shell-quotes.ts';

/**
 * Script -> the requests of its curl commands, as curl 8 would send them. What it adds by itself (`user-agent`, `accept`) is left out,
 * redirects are not followed, and other commands are none of ours.
 *
 * @param file how places call it.
 * @throws UsageError `source.curl` for a quote that is not closed.
 */
export function* parseCurl(
  script: string,
  { file, readFile }: { file: string; readFile: ReadFile },
): Generator<RecordedRequest | Untaken> {
  for (const command of parseShellCommands(script, file)) {
    const place = `${file}:${command.line}`;
    const at = command.words.findIndex((word) => /^(.*\/)?curl(\.exe)?$/.test(word));
    if (at < 0) continue;
    const read: ReadFile = (name) => (name === '-' ? readInput(command) : readFile(name));
    try {
      for (const args of splitAtNext(command.words.slice(at + 1)))
        for (const request of listRequests(args, read)) yield { place, ...request };
    } catch (error) {
      if (!(error instanceof NotTaken)) throw error;
      yield { place, reason: error.message };
    }
  }
}

function readInput({ input }: ShellCommand): string {
  if (input === undefined) throw new NotTaken('it reads its standard input');
  return input;
}

function splitAtNext(words: readonly string[]): CurlArgument[][] {
  const args = parseCurlArguments(words);
  if ('unknown' in args) throw new NotTaken(`its option ${args.unknown} is not known here`);
  if (args.some(({ name, value }) => name === undefined && value.startsWith('^')))
    throw new NotTaken('it is quoted for cmd.exe: copy it for bash');
  const groups: CurlArgument[][] = [[]];
  for (const arg of args) {
    if (arg.name === 'next') groups.push([]);
    else groups.at(-1)?.push(arg);
  }
  return groups;
}

function listRequests(args: readonly CurlArgument[], readFile: ReadFile): Omit<RecordedRequest, 'place'>[] {
  const values = (name: string | undefined) =>
    args.filter((arg) => arg.name === name).map(({ value }) => value);
  const has = (name: string) => values(name).length > 0;
  const urls = args.filter(({ name }) => name === undefined || name === 'url');
  if (urls.length === 0) throw new NotTaken('it names no URL');
  const data = toForm(args, readFile) ?? toData(args, readFile);
  const queries = [
    ...values('url-query').map((value) => toUrlEncoded(value, readFile)),
    ...(has('get') && data ? [data.bytes] : []),
  ];
  const body = has('get') ? undefined : data;
  const method = values('request').at(-1) ?? (has('head') ? 'HEAD' : body ? 'POST' : 'GET');
  return urls.map(({ value }) => {
    const url = parseCurlUrl(value, { globs: !has('globoff'), asIs: has('path-as-is') });
    const path = [url.path, ...queries].reduce(
      (left, query) => `${left}${left.includes('?') ? '&' : '?'}${query}`,
    );
    const unknown = [path, method, body?.bytes ?? ''].map(findExpansion).find(Boolean);
    if (unknown) throw new NotTaken(`only your shell knows \`${unknown}\``);
    return {
      method,
      ...(url.origin && { origin: url.origin }),
      path,
      headers: listHeaders(args, { user: url.user, data: body }),
      ...(body && { body: toBytes(body.bytes) }),
    };
  });
}
