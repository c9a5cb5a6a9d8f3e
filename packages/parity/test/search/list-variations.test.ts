import { expect, it } from 'vitest';
import type { Request } from '../../src/index.ts';
import { listVariations } from '../../src/search/list-variations.ts';

const order = (json?: unknown): Request => ({
  method: 'POST',
  path: '/orders',
  ...(json !== undefined && { json }),
});

it.each([
  ['no body', order(), [], [undefined]],
  ['a list for a body', order([1]), [order([2])], [[1]]],
  ['a number', order({ seats: 2 }), [], [{ seats: 2 }, { seats: 3 }, { seats: 1 }]],
  ['a truth', order({ open: true }), [], [{ open: true }, { open: false }]],
  [
    'a list',
    order({ names: ['a', 'b'] }),
    [],
    [{ names: ['a', 'b'] }, { names: ['a', 'b', 'b'] }, { names: ['a'] }],
  ],
  [
    'a text, as others have it',
    order({ to: 'Oslo' }),
    [order({ to: 'Rome', by: 'sea' }), order({ to: 'Oslo' }), order()],
    [{ to: 'Oslo' }, { to: 'Rome' }],
  ],
  ['what others were given', order({ to: 'Oslo' }), [order({ to: '{{place}}' })], [{ to: 'Oslo' }]],
])('varies %s', (_, template, others, bodies) => {
  expect(listVariations(template, others).map(({ json }) => json)).toEqual(bodies);
});
