import { findAtPath, parseJsonPath } from '../events/template/json-path.ts';

/** A target parameter: plain text, or the path of a text in the record (https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-event-target.html#pipes-targets-dynamic-parms). */
export function resolveParameter(parameter: string | undefined, record: unknown): string | undefined {
  const path = parameter?.startsWith('$') ? parseJsonPath(parameter) : undefined;
  if (!path) return parameter;
  const value = findAtPath(record, path);
  return value === undefined || typeof value === 'string' ? value : JSON.stringify(value);
}
