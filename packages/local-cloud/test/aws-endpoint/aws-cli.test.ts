import { type App, Stack } from 'aws-cdk-lib';
import { AttributeType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../../src/index.ts';
import { synthesize } from '../app.ts';
import { awsCli, createAwsCli } from '../aws-cli.ts';

describe.skipIf(!awsCli.isInstalled)(awsCli.title, () => {
  const assembly = synthesize((app: App) => {
    const stack = new Stack(app, 'Data');
    new TableV2(stack, 'Items', {
      tableName: 'items',
      partitionKey: { name: 'id', type: AttributeType.STRING },
    });
    new EventBus(stack, 'Bus', { eventBusName: 'bus' });
  });
  let cloud: Cloud;
  let run: ReturnType<typeof createAwsCli>;
  beforeAll(async () => {
    cloud = await startCloud({ assembly });
    run = createAwsCli(cloud.administrator);
  });
  afterAll(() => cloud?.close());

  it('lists tables, puts and queries items', async () => {
    expect(await run('dynamodb', 'list-tables')).toEqual({ TableNames: ['items'] });
    const item = { id: { S: 'one' }, text: { S: 'zażółć' } };
    await run('dynamodb', 'put-item', '--table-name', 'items', '--item', JSON.stringify(item));
    const condition = ['--key-condition-expression', 'id = :id'];
    const values = ['--expression-attribute-values', '{":id":{"S":"one"}}'];
    const found = await run('dynamodb', 'query', '--table-name', 'items', ...condition, ...values);
    expect(found).toMatchObject({ Count: 1, Items: [item] });
  });

  it('puts events', async () => {
    const entry = { Source: 'test', DetailType: 'Tried', Detail: '{}', EventBusName: 'bus' };
    const answer = await run('events', 'put-events', '--entries', JSON.stringify([entry]));
    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
  });

  it('is told which service is not there', async () => {
    await expect(run('kinesis', 'list-streams')).rejects.toMatchObject({
      stderr: expect.stringContaining('The local cloud does not emulate the service kinesis.'),
    });
  });
});
