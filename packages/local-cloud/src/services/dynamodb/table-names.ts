import { type JsonObject, toObject, toObjects } from '../../aws-endpoint/json.ts';
import { streamLabel, type Table } from './table.ts';

/** Names of tables by the ARNs under which a request calls them. */
type Names = ReadonlyMap<string, string>;

/** The database knows tables by name alone. */
export function toDatabaseNames(input: JsonObject, names: Names): JsonObject {
  return {
    ...renameOne(input, names),
    ...renameKeys(input, ['RequestItems'], names),
    ...(input.TransactItems !== undefined && {
      TransactItems: toObjects(input.TransactItems).map((item) =>
        mapValues(item, (action) => renameOne(toObject(action), names)),
      ),
    }),
  };
}

/** An answer calls tables as the request did. */
export function toRequestedNames(output: JsonObject, names: Names): JsonObject {
  const arns = new Map([...names].map(([arn, name]) => [name, arn]));
  return { ...output, ...renameKeys(output, ['Responses', 'UnprocessedItems', 'UnprocessedKeys'], arns) };
}

function renameOne(input: JsonObject, names: Names): JsonObject {
  const name = names.get(String(input.TableName));
  return name === undefined ? input : { ...input, TableName: name };
}

function renameKeys(value: JsonObject, properties: readonly string[], names: Names): JsonObject {
  // `Responses` of TransactGetItems is a list without names.
  const present = properties.filter((property) => property in value && !Array.isArray(value[property]));
  return Object.fromEntries(
    present.map((property) => [
      property,
      Object.fromEntries(
        Object.entries(toObject(value[property])).map(([name, entry]) => [names.get(name) ?? name, entry]),
      ),
    ]),
  );
}

function mapValues(value: JsonObject, change: (value: unknown) => unknown): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, change(entry)]));
}

/** Puts the table's ARN and stream label of the stack in place of the database's own, in the text of `DescribeTable`. */
export function localizeDescription(body: Buffer, table: Table): Buffer {
  const text = body.toString();
  const { TableArn, LatestStreamLabel } = toObject((JSON.parse(text) as JsonObject).Table);
  const withArn = typeof TableArn === 'string' ? text.replaceAll(TableArn, table.arn) : text;
  return Buffer.from(
    typeof LatestStreamLabel === 'string' ? withArn.replaceAll(LatestStreamLabel, streamLabel) : withArn,
  );
}
