import type { Edge } from './edge.ts';

/** Queries that parsers read in different ways. */
export const queryEdges: readonly Edge[] = [
  { name: 'empty-query', path: ({ path }) => `${path}?` },
  { name: 'empty-query-key', path: ({ path }) => `${path}?=&=1&&` },
  { name: 'valueless-query-key', path: ({ path }) => `${path}?q&page` },
  { name: 'duplicate-query-key', path: ({ path }) => `${path}?id=1&id=2&sort=a&sort=` },
  { name: 'nested-query', path: ({ path }) => `${path}?filter[name]=a&filter[tags][]=b&ids[]=1` },
  {
    name: 'common-query',
    path: ({ path }) => `${path}?q=a+b%20c&page=2&limit=5&offset=1&sort=-name&format=json`,
  },
  { name: 'odd-numbers-in-query', path: ({ path }) => `${path}?page=-1&limit=1e9&offset=NaN&count=0x10` },
  { name: 'malformed-query-encoding', path: ({ path }) => `${path}?q=%zz&r=%ff&s=%E2%82` },
  { name: 'encoded-query-key', path: ({ path }) => `${path}?%71=1&q%5B%5D=2&a%3Db=c%26d` },
  { name: 'semicolons-in-query', path: ({ path }) => `${path}?a=1;b=2` },
  { name: 'question-mark-in-query', path: ({ path }) => `${path}?a=b?c=d&e=/f/../g` },
  { name: 'prototype-in-query', path: ({ path }) => `${path}?__proto__[x]=1&constructor=2` },
  { name: 'long-query', path: ({ path }) => `${path}?q=${'a'.repeat(11_000)}` },
  { name: 'many-query-keys', path: ({ path }) => `${path}?${'k=1&'.repeat(1_100)}last=1` },
];
