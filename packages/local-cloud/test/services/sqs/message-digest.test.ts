import { expect, it } from 'vitest';
import { md5, md5OfAttributes } from '../../../src/services/sqs/message-digest.ts';

// Digests of https://www.npmjs.com/package/aws-md5-of-message-attributes
const text = { DataType: 'String', StringValue: 'attribValue 1' };
const number = { DataType: 'Number.float', StringValue: '4563442423554324324264524243.32543234' };
const binary = { DataType: 'Binary', BinaryValue: Buffer.from('Hello binary world!').toString('base64') };

it.each([
  ['19e27d4e946b072f3f58da80d94fd778', { attribName1: text }],
  ['9fe1b90bbd9965bdf77bac517c7d2495', { customNumberTypeAttrib: number }],
  ['31a92b15d92f8db860eda32aceb656c3', { binaryAttribute: binary }],
  [
    'c932db14a896c663f83c260297d594ff',
    { customNumberTypeAttrib: number, attribName1: text, binaryAttribute: binary },
  ],
])('%s', (digest, attributes) => {
  expect(md5OfAttributes(attributes)).toBe(digest);
});

it('of text is that of its bytes', () => {
  expect(md5('')).toBe('d41d8cd98f00b204e9800998ecf8427e');
});
