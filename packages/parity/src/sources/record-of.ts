import * as v from 'valibot';

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object whose fields are all alike. Not `v.record`, which leaves out fields named `constructor`. */
export const recordOf = <Field extends v.GenericSchema>(field: Field) =>
  v.custom<Readonly<Record<string, v.InferOutput<Field>>>>(
    (value) => isRecord(value) && Object.values(value).every((each) => v.is(field, each)),
    (issue) => `expected fields of ${field.expects}, got ${issue.received}`,
  );
