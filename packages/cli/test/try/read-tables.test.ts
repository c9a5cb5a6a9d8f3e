import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readTables } from '../../src/try/read-tables.ts';
import { fixture, withDirectory } from '../run-unlith.ts';

it('keeps of what AWS describes the keys and the indexes', () => {
  expect(readTables(fixture('recipes/tables.json'))).toEqual({
    RECIPES_TABLE: {
      attributeDefinitions: [
        { attributeName: 'id', attributeType: 'S' },
        { attributeName: 'tag', attributeType: 'S' },
      ],
      keySchema: [{ attributeName: 'id', keyType: 'HASH' }],
      globalSecondaryIndexes: [
        {
          indexName: 'by-tag',
          keySchema: [{ attributeName: 'tag', keyType: 'HASH' }],
          projection: { projectionType: 'ALL' },
        },
      ],
    },
  });
});

it.each([
  ['no JSON', '{', 'cannot be read as JSON'],
  ['a list', '[{}]', 'needs KeySchema'],
  ['a table without keys', '{"ORDERS": {"AttributeDefinitions": []}}', 'ORDERS needs KeySchema'],
  ['no table', '{"ORDERS": null}', 'ORDERS needs KeySchema'],
])('refuses %s, and says what is missing', async (_, text, mention) => {
  await withDirectory(async (directory) => {
    const file = join(directory, 'tables.json');
    await writeFile(file, text);
    expect(() => readTables(file)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.stringContaining(mention) }),
    );
  });
});
