import { expect, it } from 'vitest';
import { parseQueryInput } from '../../../../src/services/sqs/wire/query-request.ts';

it.each([
  ['Action=SendMessage&MessageBody=a%20b%2B', { Action: 'SendMessage', MessageBody: 'a b+' }],
  ['AttributeName.2=B&AttributeName.1=A', { AttributeNames: ['A', 'B'] }],
  ['AttributeName.10=J&AttributeName.9=I', { AttributeNames: ['I', 'J'] }],
  [
    'SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x&SendMessageBatchRequestEntry.2.Id=b',
    { Entries: [{ Id: 'a', MessageBody: 'x' }, { Id: 'b' }] },
  ],
  [
    'DeleteMessageBatchRequestEntry.1.ReceiptHandle=h&DeleteMessageBatchRequestEntry.1.Id=a',
    { Entries: [{ ReceiptHandle: 'h', Id: 'a' }] },
  ],
  [
    'MessageAttribute.1.Name=n&MessageAttribute.1.Value.StringValue=v&MessageAttribute.1.Value.DataType=String',
    { MessageAttributes: { n: { StringValue: 'v', DataType: 'String' } } },
  ],
  [
    'SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=n&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=Number',
    { Entries: [{ MessageAttributes: { n: { DataType: 'Number' } } }] },
  ],
  ['__proto__.polluted=yes', JSON.parse('{"__proto__":{"polluted":"yes"}}')],
  ['MessageAttribute.1.Value.StringValue=nameless', { MessageAttributes: {} }],
  ['', {}],
])('%s', (form, expected) => {
  expect(parseQueryInput(new URLSearchParams(form))).toEqual(expected);
});
