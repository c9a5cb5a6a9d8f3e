import MagicString from 'magic-string';
import { expect, it } from 'vitest';
import { formatNamedImports, narrowRequires } from '../../../src/bundle/own-modules/named-requires.ts';

function narrow(source: string): string {
  const text = new MagicString(source);
  narrowRequires(text, () => true);
  return text.toString();
}

it.each([
  [`const { B, A: a } = require('@aws-sdk/client-s3'); use(a, B);`, 'A: sdk0.A, B: sdk0.B'],
  [`const { A, B: A$1 } = require('@aws-sdk/client-s3'); new A$1();`, 'B: sdk0.B'],
  [`const {\n  A,\n  B,\n} = require("@aws-sdk/client-s3"); new A(B);`, 'A: sdk0.A, B: sdk0.B'],
  [
    `var client_s3_1 = require("@aws-sdk/client-s3");\nnew client_s3_1.A(); new client_s3_1.B();`,
    'A: sdk0.A, B: sdk0.B',
  ],
  [`const s3 = require('@aws-sdk/client-s3'); const s3b = { other: 1 }; new s3.A(s3b.other);`, 'A: sdk0.A'],
])('takes no more than its names: %s', (source, members) => {
  expect(narrow(source)).toBe(source.replace(/require\([^)]*\)/, 'unlithNamed["@aws-sdk/client-s3"]'));
  expect(formatNamedImports([narrow(source)])).toBe(
    `import * as sdk0 from '@aws-sdk/client-s3'; unlithNamed['@aws-sdk/client-s3'] = { ${members} };`,
  );
});

it.each([
  `const { A, ...others } = require('@aws-sdk/client-s3');`,
  `const { A = 1 } = require('@aws-sdk/client-s3');`,
  `const { [name]: a } = require('@aws-sdk/client-s3');`,
  `const s3 = require('@aws-sdk/client-s3'); Object.keys(s3);`,
  `const s3 = require('@aws-sdk/client-s3'); s3[name];`,
  `const s3 = require('@aws-sdk/client-s3'); module.exports = { s3 };`,
  `const lodash = require('lodash'); lodash.map();`,
])('takes the whole where the names cannot be told: %s', (source) => {
  expect(narrow(source)).toBe(source);
});

it('imports what is left in all modules of a function', () => {
  const texts = [
    `const { B } = require('@aws-sdk/client-s3'); B;`,
    `const { A, } = require('@aws-sdk/client-s3'); const { Q } = require('@aws-sdk/client-sqs'); A(Q);`,
  ];
  expect(formatNamedImports(texts.map(narrow)).split('\n')).toEqual([
    `import * as sdk0 from '@aws-sdk/client-s3'; unlithNamed['@aws-sdk/client-s3'] = { A: sdk0.A, B: sdk0.B };`,
    `import * as sdk1 from '@aws-sdk/client-sqs'; unlithNamed['@aws-sdk/client-sqs'] = { Q: sdk1.Q };`,
  ]);
});
