import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../src/index.ts';
import { synthesize } from './app.ts';
import { awsCli, createAwsCli } from './aws-cli.ts';
import { buildShop, names } from './messaging-app.ts';

describe.skipIf(!awsCli.isInstalled)(awsCli.title, () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud({ assembly: synthesize((app) => buildShop(app)) });
  });
  afterAll(() => cloud?.close());

  it('reads the stream of a table', async () => {
    const aws = createAwsCli(cloud.administrator);
    const item = { id: { S: '1' }, source: { S: 'cli' }, cents: { N: '1' } };
    const table = ['--table-name', names.table];
    await aws('dynamodb', 'put-item', ...table, '--item', JSON.stringify(item));
    const { Streams } = await aws('dynamodbstreams', 'list-streams', ...table);
    const arn = ['--stream-arn', Streams[0].StreamArn];
    const { StreamDescription } = await aws('dynamodbstreams', 'describe-stream', ...arn);
    const shard = ['--shard-id', StreamDescription.Shards[0].ShardId];
    const start = ['--shard-iterator-type', 'TRIM_HORIZON'];
    const { ShardIterator } = await aws('dynamodbstreams', 'get-shard-iterator', ...arn, ...shard, ...start);
    const { Records } = await aws('dynamodbstreams', 'get-records', '--shard-iterator', ShardIterator);
    expect(Records).toMatchObject([{ eventName: 'INSERT', dynamodb: { NewImage: item } }]);
  });
});
