import { createScrubber, type Scrubber } from '../http/secrets.ts';
import type { Json } from '../report/finding.ts';
import type { Request } from '../scenario/scenario.ts';
import { presentAs } from '../scenario/template.ts';

/** Makes of requests with secrets the same requests without. */
export type Anonymise = (request: Request) => Request;

/**
 * `authorization`, else `x-api-key`, becomes `as: 'caller-1'`: each target then gives a token of its own. Whatever else looks like a
 * secret (cookies, and by their names fields of bodies and queries) becomes a mark, `secret-1`. Equal secrets are replaced alike.
 */
export function createAnonymise(): Anonymise {
  const scrubber = createScrubber({ toMark: (number) => `secret-${number}` });
  const callers = new Map<string, string>();
  const toCaller = (token: string): string => {
    const caller = callers.get(token) ?? `caller-${callers.size + 1}`;
    callers.set(token, caller);
    return caller;
  };
  return (request) => scrub(nameCaller(request, toCaller), scrubber);
}

/** The credential of a request, by the headers that carry one; its other credentials are mere secrets. */
function nameCaller(request: Request, toCaller: (token: string) => string): Request {
  const name = ['authorization', 'x-api-key'].find((each) => typeof request.headers?.[each] === 'string');
  if (name === undefined) return request;
  const { [name]: credential, ...rest } = request.headers ?? {};
  const { headers: _, ...others } = request;
  const [, scheme = '', token = ''] = /^(?:(\S+) +)?(.*)$/s.exec(String(credential)) ?? [];
  const isBearer = name === 'authorization' && /^bearer$/i.test(scheme);
  const present = presentAs({ headers: { [name]: `${scheme} {{token}}`.trimStart() } });
  return {
    ...others,
    ...(Object.keys(rest).length > 0 && { headers: rest }),
    as: toCaller(token),
    ...(!isBearer && { present }),
  };
}

function scrub(request: Request, { headers, json, named, text }: Scrubber): Request {
  const { form, rawBody } = request;
  return {
    ...request,
    path: text(request.path),
    ...(request.headers && { headers: scrubHeaders(request.headers, headers) }),
    ...(request.json !== undefined && { json: json(request.json as Json) }),
    ...(form && { form: mapFields(form, (value, name) => String(named(name, value))) }),
    ...(request.text !== undefined && { text: text(request.text) }),
    ...(typeof rawBody === 'string' && { rawBody: text(rawBody) }),
  };
}

function scrubHeaders(stated: NonNullable<Request['headers']>, scrubLines: Scrubber['headers']) {
  const scrubValue = (name: string) => (value: string) => scrubLines([[name, value]])[0]?.[1] ?? value;
  return mapFields(stated, (value, name) =>
    Array.isArray(value) ? value.map(scrubValue(name)) : scrubValue(name)(String(value)),
  );
}

const mapFields = <Value, Mapped>(
  fields: Readonly<Record<string, Value>>,
  toMapped: (value: Value, name: string) => Mapped,
): Record<string, Mapped> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, toMapped(value, name)]));
