import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import type { TableDefinitions } from './throwaway-stages.ts';

/**
 * Reads the tables that an app needs, by the environment variable that names each: the properties of an
 * `AWS::DynamoDB::Table`, or all that `aws dynamodb describe-table` prints, `{"Table": {…}}`.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dynamodb-table.html
 *
 * @throws {UsageError}
 */
export function readTables(file: string): TableDefinitions {
  const tables = Object.entries(readJson(file)).map(([variable, described]) => {
    const table = (described?.Table ?? described ?? {}) as Json;
    if (Array.isArray(table.KeySchema) && Array.isArray(table.AttributeDefinitions))
      return [variable, toProperties(table)] as const;
    throw new UsageError(
      `--tables ${file}: ${variable} needs KeySchema and AttributeDefinitions, as \`aws dynamodb describe-table\` prints them.`,
    );
  });
  return Object.fromEntries(tables);
}

type Json = Readonly<Record<string, unknown>>;

function readJson(file: string): Readonly<Record<string, Json | null>> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) ?? {};
  } catch (cause) {
    throw new UsageError(`--tables ${file} cannot be read as JSON: ${(cause as Error).message}`, { cause });
  }
}

/** What says how items are found; throughput, ARNs and counts of a description are left out. */
function toProperties(table: Json): TableDefinitions[string] {
  const kept = ['KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'];
  const described = Object.fromEntries(Object.entries(table).filter(([name]) => kept.includes(name)));
  return toCamelCase(described) as TableDefinitions[string];
}

const indexProperties = new Set(['IndexName', 'KeySchema', 'Projection']);

function toCamelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toCamelCase);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name]) => !('IndexName' in value) || indexProperties.has(name),
  );
  return Object.fromEntries(
    entries.map(([name, inner]) => [name.charAt(0).toLowerCase() + name.slice(1), toCamelCase(inner)]),
  );
}
