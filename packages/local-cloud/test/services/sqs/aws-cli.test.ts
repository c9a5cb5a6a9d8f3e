import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stack } from '../../resource.ts';
import { fifoQueue, type PostOffice, queue, startPostOffice } from './post-office.ts';

/**
 * Debian's package (2.9 in Debian 12) speaks the query protocol; from 2.13 on the CLI speaks JSON. Only the package is
 * taken: another `aws` in the path may be a wrapper that knows nothing of endpoints.
 */
const aws = '/usr/bin/aws';

describe.skipIf(!existsSync(aws))(`the AWS CLI (skipped without ${aws}: apt-get install awscli)`, () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await startPostOffice([queue('plain'), fifoQueue('ordered.fifo')]);
  });
  afterAll(() => office?.close());

  async function run(...words: string[]) {
    const { accessKeyId, secretAccessKey } = office.credentials.administrator.credentials;
    const env = {
      PATH: '/usr/bin:/bin',
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_DEFAULT_REGION: stack.region,
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    };
    const options = ['--endpoint-url', office.endpoint.url, '--output', 'json', 'sqs'];
    const { stdout } = await promisify(execFile)(aws, [...options, ...words], { env });
    return stdout === '' ? undefined : JSON.parse(stdout);
  }

  it('lists queues, sends, receives and deletes', async () => {
    const { QueueUrls } = await run('list-queues');
    expect(QueueUrls).toEqual([office.url('ordered.fifo'), office.url('plain')]);
    const url = ['--queue-url', office.url('plain')];
    const attributes = { from: { DataType: 'String', StringValue: 'LHR' } };
    const sent = await run(
      'send-message',
      ...url,
      '--message-body',
      'zażółć <&>',
      '--message-attributes',
      JSON.stringify(attributes),
    );
    const { Messages } = await run(
      'receive-message',
      ...url,
      '--attribute-names',
      'All',
      '--message-attribute-names',
      'All',
    );
    expect(Messages).toMatchObject([
      {
        MessageId: sent.MessageId,
        Body: 'zażółć <&>',
        MD5OfBody: sent.MD5OfMessageBody,
        MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
        Attributes: { ApproximateReceiveCount: '1', SenderId: 'administrator' },
        MessageAttributes: attributes,
      },
    ]);
    await run('delete-message', ...url, '--receipt-handle', Messages[0].ReceiptHandle);
    const { Attributes } = await run('get-queue-attributes', ...url, '--attribute-names', 'All');
    expect(Attributes).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '0' });
  }, 60_000);

  it('sends batches, and is told what failed', async () => {
    const Entries = [
      { Id: 'a', MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: '1' },
      { Id: 'b', MessageBody: 'y' },
    ];
    const url = ['--queue-url', office.url('ordered.fifo')];
    expect(await run('send-message-batch', ...url, '--entries', JSON.stringify(Entries))).toMatchObject({
      Successful: [{ Id: 'a', SequenceNumber: expect.any(String) }],
      Failed: [{ Id: 'b', Code: 'MissingParameter', SenderFault: true }],
    });
    await expect(run('get-queue-url', '--queue-name', 'nobody')).rejects.toMatchObject({
      stderr: expect.stringContaining(
        'An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl operation: The specified queue does not exist.',
      ),
    });
  }, 60_000);
});
