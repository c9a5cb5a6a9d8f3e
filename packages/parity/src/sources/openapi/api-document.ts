import * as v from 'valibot';

// As much of OpenAPI 3.0 to 3.2 as requests are made of, references resolved: https://spec.openapis.org/oas/v3.1.1

/** A schema as it is written: of both versions, and with cycles. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly readOnly?: boolean;
  readonly example?: unknown;
  readonly examples?: readonly unknown[];
  readonly default?: unknown;
  readonly [keyword: string]: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Not looked into: it may have cycles. */
const schema = v.custom<Schema>(isRecord, 'expected a schema');
const record = <Field extends v.GenericSchema>(field: Field) => v.record(v.string(), field);

const examples = v.optional(record(v.object({ value: v.optional(v.unknown()) })), {});
const media = v.object({ schema: v.optional(schema), example: v.optional(v.unknown()), examples });
const content = record(media);

const parameter = v.object({
  name: v.string(),
  in: v.picklist(['path', 'query', 'header', 'cookie']),
  required: v.optional(v.boolean(), false),
  style: v.optional(v.string()),
  explode: v.optional(v.boolean()),
  schema: v.optional(schema),
  content: v.optional(content),
  example: v.optional(v.unknown()),
  examples,
});

const link = v.object({
  operationId: v.optional(v.string()),
  operationRef: v.optional(v.string()),
  parameters: v.optional(record(v.unknown()), {}),
});

const response = v.object({ content: v.optional(content, {}), links: v.optional(record(link), {}) });
const security = v.array(record(v.array(v.string())));

/** One method of a path item. */
export const operationObject = v.object({
  operationId: v.optional(v.string()),
  parameters: v.optional(v.array(parameter), []),
  requestBody: v.optional(v.object({ required: v.optional(v.boolean(), false), content })),
  responses: v.optional(record(response), {}),
  security: v.optional(security),
});

const securityScheme = v.object({
  type: v.string(),
  scheme: v.optional(v.string()),
  in: v.optional(v.string()),
  name: v.optional(v.string()),
});

/** The document as a whole. */
export const apiDocument = v.object({
  openapi: v.optional(
    v.pipe(
      v.string('expected 3.0, 3.1 or 3.2; convert older ones'),
      v.regex(/^3\./, 'expected 3.0, 3.1 or 3.2; convert older ones'),
    ),
    '',
  ),
  paths: v.optional(record(v.custom<Record<string, unknown>>(isRecord, 'expected a path item')), {}),
  components: v.optional(v.object({ securitySchemes: v.optional(record(securityScheme), {}) }), {}),
  security: v.optional(security, []),
});

export type ApiDocument = v.InferOutput<typeof apiDocument>;
export type OperationObject = v.InferOutput<typeof operationObject>;
export type Parameter = v.InferOutput<typeof parameter>;
export type Media = v.InferOutput<typeof media>;
export type Link = v.InferOutput<typeof link>;
export type SecurityScheme = v.InferOutput<typeof securityScheme>;
