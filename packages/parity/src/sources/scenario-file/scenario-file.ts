import * as v from 'valibot';
import { presentAs } from '../../scenario/template.ts';
import { recordOf } from '../record-of.ts';

// The file `unlith/scenarios@1`: scenarios as data, to be reviewed and edited. Every text of a request is a template; bytes are
// `{ "base64": "…" }`.

const text = v.string();
const headers = recordOf(v.union([text, v.array(text)]));
const form = recordOf(text);
const bytes = v.pipe(
  v.strictObject({ base64: v.pipe(text, v.base64()) }),
  v.transform(({ base64 }) => new Uint8Array(Buffer.from(base64, 'base64'))),
);
const presented = v.strictObject({
  headers: v.exactOptional(headers),
  json: v.exactOptional(v.unknown()),
  form: v.exactOptional(form),
});

const request = v.strictObject({
  method: text,
  path: text,
  headers: v.exactOptional(headers),
  as: v.exactOptional(text),
  present: v.exactOptional(
    v.pipe(
      presented,
      v.transform((part) => presentAs(part)),
    ),
  ),
  json: v.exactOptional(v.unknown()),
  text: v.exactOptional(text),
  form: v.exactOptional(form),
  bytes: v.exactOptional(bytes),
  rawBody: v.exactOptional(v.union([text, bytes])),
});

const captureSource = v.custom<'status' | `body:${string}`>(
  (value) => typeof value === 'string',
  'expected a text such as `body:/id`',
);

const step = v.strictObject({
  name: text,
  request,
  rivals: v.exactOptional(v.array(v.strictObject({ as: v.exactOptional(text) }))),
  expect: v.exactOptional(v.number()),
  mayHangUp: v.exactOptional(v.literal(true)),
  orderBlind: v.exactOptional(v.array(text)),
  capture: v.exactOptional(recordOf(captureSource)),
});

export const scenarioFile = v.strictObject({
  schema: v.literal('unlith/scenarios@1'),
  scenarios: v.array(v.strictObject({ name: text, steps: v.array(step) })),
});
