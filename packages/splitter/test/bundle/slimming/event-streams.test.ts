import { expect, it } from 'vitest';
import { loadLith, writeApp } from '../temporary-app.ts';

/** No operation of the client has an event stream, so the app asks for what would read and write one. */
const app = `
  const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
  const app = require('express')();
  app.get('/', async (req, res) => {
    const { protocol, ...context } = new DynamoDBClient({ region: 'eu-west-1' }).config;
    protocol.setSerdeContext(context);
    const { marshaller } = await protocol.loadEventStreamCapability();
    const written = marshaller.serialize(
      (async function* () { yield 'first'; yield 'second'; })(),
      (text) => ({ headers: { kind: { type: 'string', value: text } }, body: Buffer.from(text) }),
    );
    const chunks = [];
    for await (const chunk of written) chunks.push(Buffer.from(chunk).toString('hex'));
    res.json(chunks);
  });
  exports.app = app;`;

it('has event streams at hand as the SDK would load them', async () => {
  const root = writeApp({ 'app.js': app });
  const ask = { method: 'GET', target: '/' };
  const answer = await (await loadLith(root))(ask);
  expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('["000000') });
  expect(answer).toEqual(await (await loadLith(root, { without: ['event-streams'] }))(ask));
});
