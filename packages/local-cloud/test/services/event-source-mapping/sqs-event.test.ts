import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type SqsRecord,
  splitByBytes,
  toRecord,
} from '../../../src/services/event-source-mapping/sqs-event.ts';

const arn = 'arn:aws:sqs:eu-west-1:123456789012:queue';
const message = {
  MessageId: 'm',
  ReceiptHandle: 'h',
  Body: 'text',
  MD5OfBody: 'digest',
  Attributes: { ApproximateReceiveCount: '1', SentTimestamp: '2' },
};

it('writes a record as Lambda does', () => {
  expect(toRecord(message, arn)).toEqual({
    messageId: 'm',
    receiptHandle: 'h',
    body: 'text',
    attributes: { ApproximateReceiveCount: '1', SentTimestamp: '2' },
    messageAttributes: {},
    md5OfBody: 'digest',
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: 'eu-west-1',
  });
});

it('writes attributes as Lambda does', () => {
  const MessageAttributes = {
    text: { DataType: 'String', StringValue: 'x' },
    bytes: { DataType: 'Binary', BinaryValue: 'AP8=' },
  };
  const record = toRecord({ ...message, MessageAttributes, MD5OfMessageAttributes: 'digest' }, arn);
  const lists = { stringListValues: [], binaryListValues: [] };
  expect(record).toMatchObject({
    md5OfMessageAttributes: 'digest',
    messageAttributes: {
      text: { dataType: 'String', stringValue: 'x', ...lists },
      bytes: { dataType: 'Binary', binaryValue: 'AP8=', ...lists },
    },
  });
});

it('parts a batch into events that fit, in order and without loss', () => {
  const bodies = fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 20 });
  fc.assert(
    fc.property(bodies, (texts) => {
      const records = texts.map((Body): SqsRecord => toRecord({ ...message, Body }, arn));
      const batches = splitByBytes(records, 2_500);
      expect(batches.flat()).toEqual(records);
      for (const Records of batches) {
        expect(Records.length).toBeGreaterThan(0);
        expect(Buffer.byteLength(JSON.stringify({ Records }))).toBeLessThanOrEqual(2_500);
      }
    }),
  );
});
