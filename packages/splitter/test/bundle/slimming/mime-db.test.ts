import { readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCompactly } from '../../../src/bundle/slimming/compact-media-types.ts';
import { fillLazily, formatLazily } from '../../../src/bundle/slimming/lazy-media-types.ts';
import { loadLith, writeApp } from '../temporary-app.ts';

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

const unfold = (source: string) => new Function(`return ${source}`)();

it('writes a database shorter that unfolds into the very same, or leaves it as it is', () => {
  fc.assert(
    fc.property(database, (types) => {
      const source = formatCompactly(types);
      if (source !== undefined) expect(JSON.stringify(unfold(source))).toBe(JSON.stringify(types));
    }),
  );
});

const installed = (fixtures: string) => {
  const fromFixtures = createRequire(new URL(`../../fixtures/${fixtures}/package.json`, import.meta.url));
  const fromExpress = createRequire(fromFixtures.resolve('express'));
  const mimeTypes = createRequire(fromExpress.resolve('accepts')).resolve('mime-types');
  return { mimeTypes, fromMimeTypes: createRequire(mimeTypes) };
};

it.each(['express-4', 'express-5'])('shortens what Express has, as installed for %s', (fixtures) => {
  const types = installed(fixtures).fromMimeTypes('mime-db/db.json');
  const source = formatCompactly(types) ?? '';
  expect(unfold(source)).toEqual(types);
  expect(source.length).toBeLessThan(JSON.stringify(types).length / 2);
});

interface MimeTypes {
  types: Record<string, string>;
  readonly extensions: Record<string, string[]>;
  readonly charset: (type: string) => string | false;
  readonly contentType: (typeOrExtension: string) => string | false;
  readonly extension: (type: string) => string | false;
  readonly lookup: (path: string) => string | false;
}

/** mime-types as it is in a bundle, and as it is installed. */
function loadBoth(fixtures: string): Record<'lazy' | 'original', MimeTypes> {
  const { mimeTypes, fromMimeTypes } = installed(fixtures);
  const evaluate = (source = '', require: (id: string) => unknown = fromMimeTypes) => {
    const module = { exports: {} };
    new Function('module', 'exports', 'require', source)(module, module.exports, require);
    return module.exports as MimeTypes;
  };
  const lazy = fillLazily(mimeTypes, (directory) => `media types of ${directory}`);
  return {
    lazy: evaluate(lazy, (id) => {
      const directory = /^media types of (.*)/.exec(id)?.[1];
      return directory === undefined ? fromMimeTypes(id) : evaluate(formatLazily(directory));
    }),
    original: evaluate(readFileSync(mimeTypes, 'utf8')),
  };
}

describe.each(['express-4', 'express-5'])('mime-types of %s', (fixtures) => {
  const isFilled = (mime: object) => !Object.getOwnPropertyDescriptor(mime, 'types')?.get;
  const shapeOf = (mime: object) => JSON.stringify(Object.getOwnPropertyDescriptors(mime));

  it.each<(mime: MimeTypes) => unknown>([
    (mime) => mime.lookup('page.html'),
    (mime) => mime.contentType('html'),
    (mime) => mime.extension('text/markdown'),
    (mime) => Object.keys(mime.types).length,
    (mime) => ({ ...mime }).extensions,
    (mime) => {
      mime.types.md = 'text/x-mine';
      return [mime.lookup('md'), mime.lookup('html')];
    },
    (mime) => {
      mime.types = { md: 'text/x-mine' };
      return [mime.lookup('md'), mime.lookup('html')];
    },
  ])('answers as ever when it is first asked %s', (ask) => {
    const { lazy, original } = loadBoth(fixtures);
    expect(lazy.charset('application/json')).toBe('UTF-8');
    expect(isFilled(lazy)).toBe(false);
    expect(ask(lazy)).toEqual(ask(original));
    expect(isFilled(lazy)).toBe(true);
    expect(shapeOf(lazy)).toBe(shapeOf(original));
  });
});

it('sees what an app adds to the database before anything is asked', async () => {
  const app = `
    const express = require('express');
    require('mime-db')['text/x-mine'] = { extensions: ['mine'], charset: 'latin1' };
    require('mime-types').types.other = 'text/x-other';
    const app = express();
    app.use(require('compression')({ threshold: 0 }));
    app.get('/:extension', (req, res) => { res.type(req.params.extension).send(String(req.accepts('mine', 'html'))); });
    exports.app = app;`;
  const { mimeTypes } = installed('express-5');
  const root = writeApp({ 'app.js': app });
  symlinkSync(dirname(mimeTypes), join(root, 'node_modules/mime-types'));
  symlinkSync(dirname(createRequire(mimeTypes).resolve('mime-db')), join(root, 'node_modules/mime-db'));
  const [lazy, whole] = [await loadLith(root), await loadLith(root, { without: ['mime-db'] })];
  for (const extension of ['mine', 'other', 'json', 'html', 'png', 'nothing']) {
    const ask = {
      method: 'GET',
      target: `/${extension}`,
      headers: { accept: 'text/x-mine', 'accept-encoding': 'gzip' },
    };
    expect(await lazy(ask), extension).toEqual(await whole(ask));
  }
});
