import { expect, it } from 'vitest';
import { supportedTypes } from '../../src/supports.ts';
import { checkStack } from '../../src/template/check.ts';
import { createStack } from './stack.ts';

it('lists everything that cannot run, with its construct path and the next step', () => {
  const stack = createStack({
    Transform: 'AWS::Serverless-2016-10-31',
    Resources: {
      Stream: { Type: 'AWS::Kinesis::Stream' },
      Custom: { Type: 'Custom::S3AutoDelete' },
      Image: {
        Type: 'AWS::Lambda::Function',
        Properties: { PackageType: 'Image', Layers: [], Handler: 'a.b' },
      },
      Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: { 'Fn::Cidr': [] }, Tags: [] } },
      Pool: { Type: 'AWS::Cognito::UserPool', Properties: { Anything: 'goes' } },
    },
  });
  const problems = checkStack(stack, supportedTypes);
  expect(problems.map(({ code, place, message }) => `${code} ${place} ${message}`)).toEqual([
    'template.transform Test Transforms (macros, SAM) are not run.',
    'template.unknown-type Test/Stream/Resource Resource type AWS::Kinesis::Stream is not emulated.',
    'template.unknown-type Test/Custom/Resource Custom resource Custom::S3AutoDelete cannot run here.',
    'template.unsupported-property Test/Image/Resource Property PackageType of AWS::Lambda::Function is not emulated.',
    'template.unsupported-property Test/Image/Resource Property Layers of AWS::Lambda::Function is not emulated.',
    'template.unknown-intrinsic Test/Table/Resource Intrinsic Fn::Cidr is not known.',
  ]);
  expect(problems.every(({ nextStep }) => nextStep.endsWith('.'))).toBe(true);
});
