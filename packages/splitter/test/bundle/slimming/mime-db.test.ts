import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatCompactly } from '../../../src/bundle/slimming/mime-db.ts';

const mediaType = fc.record(
  {
    source: fc.constantFrom('iana', 'apache', 'nginx'),
    charset: fc.constantFrom('UTF-8', 'US-ASCII'),
    compressible: fc.boolean(),
    extensions: fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }),
  },
  { requiredKeys: [] },
);
const database = fc.dictionary(fc.string({ maxLength: 12 }), mediaType, {
  maxKeys: 8,
  noNullPrototype: true,
});

const unfold = (source: string) => {
  const module = { exports: undefined };
  new Function('module', source)(module);
  return module.exports;
};

it('writes a database shorter that unfolds into the very same, or leaves it as it is', () => {
  fc.assert(
    fc.property(database, (types) => {
      const source = formatCompactly(types);
      if (source !== undefined) expect(JSON.stringify(unfold(source))).toBe(JSON.stringify(types));
    }),
  );
});

it.each(['express-4', 'express-5'])('shortens what Express has, as installed for %s', (fixtures) => {
  const fromFixtures = createRequire(new URL(`../../fixtures/${fixtures}/package.json`, import.meta.url));
  const fromExpress = createRequire(fromFixtures.resolve('express'));
  const fromMimeTypes = createRequire(createRequire(fromExpress.resolve('accepts')).resolve('mime-types'));
  const types = fromMimeTypes('mime-db/db.json');
  const source = formatCompactly(types) ?? '';
  expect(unfold(source)).toEqual(types);
  expect(source.length).toBeLessThan(JSON.stringify(types).length / 2);
});
