import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awsCli, createAwsCli } from '../../aws-cli.ts';
import { stack } from '../../resource.ts';
import { fifoQueue, type PostOffice, queue, startPostOffice } from './post-office.ts';

describe.skipIf(!awsCli.isInstalled)(awsCli.title, () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await startPostOffice([queue('plain'), fifoQueue('ordered.fifo')]);
  });
  afterAll(() => office?.close());

  const run = (...words: string[]) => {
    const { credentials } = office.credentials.administrator;
    return createAwsCli({ endpoint: office.endpoint.url, region: stack.region, credentials })(
      'sqs',
      ...words,
    );
  };

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
  });

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
  });
});
