import { expect, it } from 'vitest';
import { formatQueryAnswer, formatQueryError } from '../../../../src/services/sqs/wire/query-response.ts';

const id = /<RequestId>[0-9a-f-]{36}<\/RequestId>/u;
const namespace = 'xmlns="http://queue.amazonaws.com/doc/2012-11-05/"';

it.each([
  ['SendMessage', { MessageId: 'm' }, '<MessageId>m</MessageId>'],
  ['ListQueues', { QueueUrls: ['a', 'b'] }, '<QueueUrl>a</QueueUrl><QueueUrl>b</QueueUrl>'],
  [
    'GetQueueAttributes',
    { Attributes: { DelaySeconds: '0' } },
    '<Attribute><Name>DelaySeconds</Name><Value>0</Value></Attribute>',
  ],
  [
    'ReceiveMessage',
    {
      Messages: [{ Body: '<a>&"\r\n', MessageAttributes: { n: { DataType: 'String', StringValue: 'v' } } }],
    },
    '<Message><Body>&#60;a&#62;&#38;&#34;&#13;\n</Body><MessageAttribute><Name>n</Name><Value><DataType>String</DataType>' +
      '<StringValue>v</StringValue></Value></MessageAttribute></Message>',
  ],
  [
    'DeleteMessageBatch',
    { Successful: [{ Id: 'a' }], Failed: [{ Id: 'b', SenderFault: true }] },
    '<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>' +
      '<BatchResultErrorEntry><Id>b</Id><SenderFault>true</SenderFault></BatchResultErrorEntry>',
  ],
])('%s answers %j', (operation, output, xml) => {
  const { status, headers, body } = formatQueryAnswer(operation, output);
  expect(status).toBe(200);
  expect(headers).toMatchObject({ 'content-type': 'text/xml', 'content-length': String(body.length) });
  expect(body.toString().replace(id, '<RequestId/>')).toBe(
    `<?xml version="1.0"?><${operation}Response ${namespace}><${operation}Result>${xml}</${operation}Result>` +
      `<ResponseMetadata><RequestId/></ResponseMetadata></${operation}Response>`,
  );
});

it('writes errors', () => {
  const { status, body } = formatQueryError('QueueDoesNotExist', 'It is <gone>.');
  expect(status).toBe(400);
  expect(body.toString().replace(id, '<RequestId/>')).toBe(
    `<?xml version="1.0"?><ErrorResponse ${namespace}><Error><Type>Sender</Type>` +
      '<Code>AWS.SimpleQueueService.NonExistentQueue</Code><Message>It is &#60;gone&#62;.</Message><Detail/></Error>' +
      '<RequestId/></ErrorResponse>',
  );
});
