import * as v from 'valibot';
import { DomainError, type Violation } from '../domain-error.ts';

/** Query parameters as `node:querystring` and Express' simple parser give them: an array if a name repeats. */
export type Query = Readonly<Record<string, string | string[] | undefined>>;

/** A request's body, valid and typed; `input.invalid` names every field that is not. */
export const parseBody = <Schema extends v.GenericSchema>(schema: Schema, input: unknown) =>
  parse(schema, input, '');

/** The parameters that the schema knows; others are ignored. */
export const parseQuery = <Schema extends v.GenericSchema>(schema: Schema, query: Query) =>
  parse(schema, query, '/query');

/** A value that a request header carries. */
export const parseHeader = <Schema extends v.GenericSchema>(schema: Schema, value: string, name: string) =>
  parse(schema, value, `/headers/${name}`);

function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  input: unknown,
  place: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, input, { abortPipeEarly: true });
  if (result.success) return result.output;
  const violations = result.issues.map((issue) => toViolation(issue, place));
  throw new DomainError('input.invalid', 'Some of the input is not valid: see the violations.', violations);
}

function toViolation(issue: v.BaseIssue<unknown>, place: string): Violation {
  const keys = (issue.path ?? []).map(
    ({ key }) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
  );
  return { path: place + keys.join(''), message: issue.message };
}
