import { describe, expect, it } from 'vitest';
import { listUnknownIntrinsics } from '../../src/template/intrinsics.ts';
import { createStack, deploy, resolveIn } from './stack.ts';

const more = {
  Parameters: {
    Size: { Type: 'Number', Default: 3 },
    Zones: { Type: 'CommaDelimitedList', Default: 'a,b' },
    BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/version' },
  },
  Mappings: { Sizes: { 'eu-west-1': { small: 's' } } },
  Conditions: {
    IsLarge: { 'Fn::Equals': [{ Ref: 'Size' }, '9'] },
    IsSmall: { 'Fn::Not': [{ Condition: 'IsLarge' }] },
    Both: { 'Fn::And': [{ Condition: 'IsLarge' }, { Condition: 'IsSmall' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsLarge' }, { Condition: 'IsSmall' }] },
  },
  Resources: { Table: { Type: 'A::B' } },
};

describe('resolves', () => {
  it.each([
    [{ Ref: 'Table' }, 'Table-name'],
    [{ Ref: 'Size' }, '3'],
    [{ Ref: 'Zones' }, ['a', 'b']],
    [{ Ref: 'AWS::Region' }, 'eu-west-1'],
    [{ Ref: 'AWS::AccountId' }, '123456789012'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'AWS::StackName' }, 'Test'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:Table'],
    [{ 'Fn::GetAtt': 'Table.Arn' }, 'arn:Table'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Size' }, 'b']] }, 'a-3-b'],
    [{ 'Fn::Split': [',', 'a,b'] }, ['a', 'b']],
    [{ 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] }, 'Table'],
    [{ 'Fn::Select': ['1', { Ref: 'Zones' }] }, 'b'],
    [
      { 'Fn::Sub': `${'$'}{Table}/${'$'}{Table.Arn}/${'$'}{AWS::Region}/${'$'}{!Kept}` },
      `Table-name/arn:Table/eu-west-1/${'$'}{Kept}`,
    ],
    [{ 'Fn::Sub': [`${'$'}{Name} ${'$'}{Size}`, { Name: { Ref: 'Table' } }] }, 'Table-name 3'],
    [{ 'Fn::FindInMap': ['Sizes', { Ref: 'AWS::Region' }, 'small'] }, 's'],
    [{ 'Fn::If': ['IsLarge', 'large', 'small'] }, 'small'],
    [{ 'Fn::If': ['Both', 1, 2] }, 2],
    [{ 'Fn::If': ['Either', 1, 2] }, 1],
    [[{ 'Fn::If': ['IsLarge', 'large', { Ref: 'AWS::NoValue' }] }, 'rest'], ['rest']],
    [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    ['at https://remote/path', 'at http://local/path'],
  ])('%j', (value, expected) => expect(resolveIn(value, more)).toEqual(expected));

  it('leaves a Condition of an IAM policy alone', () => {
    const statement = { Effect: 'Allow', Condition: { StringEquals: { 'aws:username': 'IsLarge' } } };
    expect(resolveIn({ Condition: 'IsLarge', Statement: [statement] }, more)).toEqual({
      Condition: 'IsLarge',
      Statement: [statement],
    });
    expect(resolveIn({ Condition: 'IsLarge' }, more)).toEqual({ Condition: 'IsLarge' });
  });
});

describe('refuses', () => {
  it.each([
    [{ Ref: 'Nobody' }, 'template.unresolved-ref'],
    [{ Ref: 'BootstrapVersion' }, 'template.unresolved-ref'],
    [{ 'Fn::GetAtt': ['Nobody', 'Arn'] }, 'template.unresolved-resource'],
    [{ 'Fn::GetAtt': ['Table', 'Colour'] }, 'template.unknown-attribute'],
    [{ 'Fn::ImportValue': 'nowhere' }, 'template.unknown-export'],
    [{ 'Fn::GetStackOutput': { StackName: 'Nowhere', OutputName: 'A' } }, 'template.unknown-output'],
    [{ 'Fn::FindInMap': ['Sizes', 'mars', 'small'] }, 'template.unknown-mapping'],
    [{ 'Fn::If': ['Nobody', 1, 2] }, 'template.unknown-condition'],
  ])('%j: %s', (value, code) => {
    expect(() => resolveIn(value, more)).toThrow(expect.objectContaining({ code }));
    expect(() => resolveIn(value, more)).toThrow(/^Test\/Subject\/Resource: /);
  });
});

it('finds unknown intrinsics anywhere', () => {
  expect(
    listUnknownIntrinsics({ a: [{ 'Fn::Cidr': [{ Ref: 'x' }, { 'Fn::GetAZs': '' }] }], Ref: 1 }),
  ).toEqual(['Fn::Cidr', 'Fn::GetAZs']);
});

describe('across stacks', () => {
  const exporting = createStack(
    {
      Resources: { Table: { Type: 'A::B' } },
      Outputs: {
        Name: { Value: { Ref: 'Table' }, Export: { Name: { 'Fn::Sub': `${'$'}{AWS::StackName}:Name` } } },
        Hidden: { Value: 'x', Condition: 'Never' },
      },
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
    },
    'Exporting',
  );
  const importing = createStack(
    {
      Resources: {
        User: { Type: 'A::B', Properties: { Name: { 'Fn::ImportValue': 'Exporting:Name' } } },
        Weak: {
          Type: 'A::B',
          Properties: { Name: { 'Fn::GetStackOutput': { StackName: 'Exporting', OutputName: 'Name' } } },
        },
      },
    },
    'Importing',
  );

  it('imports exports and outputs', () => {
    const { resources, listProblems } = deploy(exporting, importing);
    expect(resources.map(({ property }) => property('Name'))).toEqual([
      undefined,
      'Table-name',
      'Table-name',
    ]);
    expect(listProblems()).toEqual([]);
  });

  it('lists outputs whose condition holds', () => {
    expect(deploy(exporting).outputs('Exporting')).toEqual({ Name: 'Table-name' });
  });

  it('names the place of an import that nobody exports', () => {
    const problems = deploy(importing).listProblems();
    expect(problems.map(({ code, place }) => [code, place])).toEqual([
      ['template.unknown-export', 'Importing/User/Resource'],
      ['template.unknown-output', 'Importing/Weak/Resource'],
    ]);
  });
});

it('leaves out resources whose condition does not hold', () => {
  const Never = { 'Fn::Equals': ['a', 'b'] };
  const stack = createStack({
    Conditions: { Never },
    Resources: { A: { Type: 'A::B', Condition: 'Never' } },
  });
  expect(deploy(stack).resources).toEqual([]);
});

it('says when names depend on each other', () => {
  const reference = (to: string) => ({ Type: 'A::B', Properties: { Name: { Ref: to } } });
  const stack = createStack({ Resources: { A: reference('B'), B: reference('A') } });
  expect(
    deploy(stack)
      .listProblems()
      .map(({ code }) => code),
  ).toEqual(['template.cycle', 'template.cycle']);
});
