import * as v from 'valibot';
import { UsageError } from '../../errors.ts';
import type { HeaderLine } from '../../http/http-message.ts';
import { parseJson } from '../parse-document.ts';
import { NotTaken, type RecordedRequest, takeAt, type Untaken } from '../recorded-request.ts';
import { splitUrl } from '../split-url.ts';

// https://w3c.github.io/web-performance/specs/HAR/Overview.html

const harFile = v.object({
  log: v.object({ version: v.optional(v.unknown(), '1.2'), entries: v.array(v.unknown()) }),
});
const fields = v.array(v.object({ name: v.string(), value: v.optional(v.string(), '') }));
const harRequest = v.object({
  method: v.string(),
  url: v.string(),
  headers: fields,
  bodySize: v.optional(v.number(), -1),
  postData: v.optional(
    v.object({
      mimeType: v.optional(v.string(), ''),
      text: v.optional(v.string()),
      params: v.optional(fields),
      encoding: v.optional(v.string()),
    }),
  ),
});
type PostData = NonNullable<v.InferOutput<typeof harRequest>['postData']>;
const harEntry = v.object({ request: harRequest });

/** @throws UsageError `source.har` where there is no list of entries, or one of another version. */
export function* parseHar(json: string, file: string): Generator<RecordedRequest | Untaken> {
  const parsed = v.safeParse(harFile, parseJson(json, file));
  if (!parsed.success) throw noHar(file, 'it has no list `log.entries`');
  const { version, entries } = parsed.output.log;
  if (!/^1\./.test(String(version))) throw noHar(file, `its version is ${version}`);
  for (const [index, entry] of entries.entries())
    yield takeAt(`${file} entry ${index + 1}`, () => toRecordedRequest(entry));
}

function noHar(file: string, reason: string): UsageError {
  return new UsageError(
    'source.har',
    `${file} is no HAR 1.2: ${reason}. Save it anew, in the network panel of a browser for example.`,
  );
}

function toRecordedRequest(entry: unknown): Omit<RecordedRequest, 'place'> {
  const parsed = v.safeParse(harEntry, entry);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw new NotTaken(`it is no entry of a HAR: ${v.getDotPath(issue)}: ${issue.message}`);
  }
  const { method, url, headers, bodySize, postData } = parsed.output.request;
  const { origin, scheme = '', path, query } = splitUrl(url);
  if (origin === undefined || !/^https?$/i.test(scheme))
    throw new NotTaken(`its URL is none of HTTP: ${scheme}`);
  const body = postData && toBody(postData);
  if (bodySize > 0 && !body) throw new NotTaken('its body was not recorded');
  return {
    method,
    origin,
    path: `${path || '/'}${query}`,
    headers: headers.map(({ name, value }): HeaderLine => [name.toLowerCase(), value]),
    ...(body && { body }),
  };
}

function toBody({ mimeType, text, params = [], encoding }: PostData): Uint8Array | undefined {
  if (text) return new Uint8Array(Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8'));
  if (params.length === 0 || !/^application\/x-www-form-urlencoded\b/i.test(mimeType)) return undefined;
  const form = new URLSearchParams();
  for (const { name, value } of params) form.append(name, value);
  return new TextEncoder().encode(form.toString());
}
