import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../src/index.ts';
import { synthesize } from './app.ts';
import { buildShop, names } from './messaging-app.ts';

/** Debian's package: another `aws` in the path may be a wrapper that knows nothing of endpoints. */
const aws = '/usr/bin/aws';

describe.skipIf(!existsSync(aws))(`the AWS CLI (skipped without ${aws}: apt-get install awscli)`, () => {
  let cloud: Cloud;
  beforeAll(async () => {
    cloud = await startCloud({ assembly: synthesize((app) => buildShop(app)) });
  }, 30_000);
  afterAll(() => cloud?.close());

  async function run(...words: string[]) {
    const { credentials, endpoint, region } = cloud.administrator;
    const env = {
      PATH: '/usr/bin:/bin',
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_DEFAULT_REGION: region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const { stdout } = await promisify(execFile)(
      aws,
      ['--endpoint-url', endpoint, '--output', 'json', ...words],
      {
        env,
      },
    );
    return stdout === '' ? undefined : JSON.parse(stdout);
  }

  it('puts events', async () => {
    const entry = {
      EventBusName: names.bus,
      Source: 'cli',
      DetailType: 'T',
      Detail: '{}',
      Time: '2026-11-22T12:00:00Z',
    };
    expect(await run('events', 'put-events', '--entries', JSON.stringify([entry]))).toEqual({
      FailedEntryCount: 0,
      Entries: [{ EventId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
    });
  }, 30_000);

  it('lists tables, puts and queries items, and reads their stream', async () => {
    expect(await run('dynamodb', 'list-tables')).toEqual({ TableNames: [names.table] });
    const item = { id: { S: '1' }, source: { S: 'cli' }, cents: { N: '1' } };
    const table = ['--table-name', names.table];
    await run('dynamodb', 'put-item', ...table, '--item', JSON.stringify(item));
    const values = JSON.stringify({ ':id': { S: '1' } });
    const condition = ['--key-condition-expression', 'id = :id', '--expression-attribute-values', values];
    expect(await run('dynamodb', 'query', ...table, ...condition)).toMatchObject({ Items: [item] });
    const { Streams } = await run('dynamodbstreams', 'list-streams', ...table);
    const arn = ['--stream-arn', Streams[0].StreamArn];
    const { StreamDescription } = await run('dynamodbstreams', 'describe-stream', ...arn);
    const shard = [
      '--shard-id',
      StreamDescription.Shards[0].ShardId,
      '--shard-iterator-type',
      'TRIM_HORIZON',
    ];
    const { ShardIterator } = await run('dynamodbstreams', 'get-shard-iterator', ...arn, ...shard);
    const { Records } = await run('dynamodbstreams', 'get-records', '--shard-iterator', ShardIterator);
    expect(Records).toMatchObject([{ eventName: 'INSERT', dynamodb: { NewImage: item } }]);
  }, 60_000);
});
