import { expect, it } from 'vitest';
import { findEqualTo, listAttributeNames } from '../../../src/services/dynamodb/expression.ts';

const aliases = { '#s': 'status', '#0': 'passengers' };

it.each([
  ['flightId, departure', ['flightId', 'departure']],
  ['#s, price.cents, #0[2].firstName', ['status', 'price', 'passengers']],
  ['attribute_not_exists(pk) AND size (notes) > :n', ['pk', 'notes']],
  ['version = :v and NOT contains(#s, :s)', ['version', 'status']],
  ['seats BETWEEN :a AND :b OR cabin IN (:c, :d)', ['seats', 'cabin']],
  [
    'SET #s = :s, seats = seats - :n, x = if_not_exists(y, :y) REMOVE z',
    ['status', 'seats', 'seats', 'x', 'y', 'z'],
  ],
  ['ADD visits :one DELETE tags :t', ['visits', 'tags']],
  ['', []],
])('%s names %j', (expression, names) => {
  expect(listAttributeNames(expression, aliases)).toEqual(names);
});

it.each([
  ['pk = :pk', 'pk', ':pk'],
  ['pk=:pk AND begins_with(sk, :sk)', 'pk', ':pk'],
  ['sk >= :sk AND pk = :pk', 'pk', ':pk'],
  ['sk = :sk AND (#s = :s)', 'status', ':s'],
  ['sk <= :sk', 'sk', undefined],
])('%s wants %s to be %s', (expression, attribute, placeholder) => {
  expect(findEqualTo(attribute, expression, aliases)).toBe(placeholder);
});
