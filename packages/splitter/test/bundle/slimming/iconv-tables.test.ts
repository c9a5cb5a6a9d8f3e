import { expect, it } from 'vitest';
import { bundleApp, getLith, load, writeApp } from '../temporary-app.ts';

const appWith = (parser: string) => `
  const express = require('express');
  const app = express();
  app.post('/', ${parser}, (req, res) => { res.json(req.body); });
  app.use((error, req, res, next) => { res.status(error.status ?? 500).end(error.message); });
  exports.app = app;`;

/** "日本" */
const bodies: readonly (readonly [charset: string, bytes: string])[] = [
  ['shift_jis', '93fa967b'],
  ['euc-jp', 'c6fccbdc'],
  ['gbk', 'c8d5b1be'],
  ['big5', 'a4e9a5bb'],
  ['euc-kr', 'ecedbbd7'],
  ['utf-8', 'e697a5e69cac'],
  ['utf-16le', 'e5652c67'],
  ['no-such', '00'],
];

/** Of a type that the gateway hands on as bytes. */
const ask = (charset: string, bytes: string) => ({
  method: 'POST',
  target: '/',
  headers: { 'content-type': `application/x-text; charset=${charset}` },
  body: Buffer.from(bytes, 'hex'),
});

it.each([5, 4] as const)(
  'decodes every charset as before with Express %i, tables beside the bundle',
  async (express) => {
    const root = writeApp({ 'app.js': appWith("express.text({ type: '*/*' })") }, express);
    const slim = getLith(await bundleApp(root));
    expect(slim.files.map(({ path }) => path)).toContainEqual(
      expect.stringMatching(/^iconv-lite-.*\/shiftjis\.json$/),
    );
    const [one, other] = [
      await load(slim),
      await load(getLith(await bundleApp(root, { without: ['iconv-tables'] }))),
    ];
    for (const [charset, bytes] of bodies) {
      expect(await one(ask(charset, bytes)), charset).toEqual(await other(ask(charset, bytes)));
    }
    expect(await one(ask('shift_jis', '93fa967b'))).toMatchObject({ body: '"日本"' });
  },
);

it('leaves the tables out where no body is ever decoded by them', async () => {
  const root = writeApp({
    'app.js': appWith("[express.json({ type: '*/*' }), express.urlencoded({ type: '*/*' })]"),
  });
  const slim = getLith(await bundleApp(root));
  expect(slim.files).toEqual([]);
  const [one, other] = [
    await load(slim),
    await load(getLith(await bundleApp(root, { without: ['iconv-tables'] }))),
  ];
  for (const [charset, bytes] of bodies) {
    expect(await one(ask(charset, bytes)), charset).toEqual(await other(ask(charset, bytes)));
  }
});
