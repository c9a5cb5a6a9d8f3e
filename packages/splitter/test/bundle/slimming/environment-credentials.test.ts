import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { loadLith, writeApp } from '../temporary-app.ts';

const app = `
  const { DynamoDBClient, ListTablesCommand } = require('@aws-sdk/client-dynamodb');
  const app = require('express')();
  app.get('/:port', async (req, res) => {
    const client = new DynamoDBClient({ region: 'eu-west-1', endpoint: 'http://127.0.0.1:' + req.params.port, maxAttempts: 1 });
    await client.send(new ListTablesCommand({}));
    const { accessKeyId, secretAccessKey, sessionToken, accountId, expiration } = await client.config.credentials();
    res.json({ accessKeyId, secretAccessKey, sessionToken, accountId, expiration });
  });
  exports.app = app;`;

it.each([
  {},
  { AWS_SESSION_TOKEN: 'token' },
  {
    AWS_SESSION_TOKEN: 'token',
    AWS_ACCOUNT_ID: '123456789012',
    AWS_CREDENTIAL_EXPIRATION: '2100-01-01T00:00:00Z',
  },
])('signs as the whole chain does with %o in the environment', { timeout: 120_000 }, async (more) => {
  const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', ...more };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const root = writeApp({ 'app.js': app });
  let signed: unknown[] = [];
  const dynamoDb = createServer(({ headers }, response) => {
    const { authorization = '' } = headers;
    signed.push(
      authorization.replace(/Signature=.*/, ''),
      headers['x-amz-security-token'],
      headers['user-agent'],
    );
    response.setHeader('content-type', 'application/x-amz-json-1.0').end('{"TableNames":[]}');
  });
  // Before any bundle is loaded, for which `listen` opens nothing.
  await once(dynamoDb.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    dynamoDb.closeAllConnections();
    dynamoDb.close();
  });
  const target = `/${(dynamoDb.address() as AddressInfo).port}`;
  const ways: unknown[] = [];
  for (const without of [[], ['environment-credentials']]) {
    signed = [];
    const { status, body } = await (await loadLith(root, { without }))({ method: 'GET', target });
    ways.push({ status, body, signed });
  }
  expect(ways[0]).toMatchObject({ status: 200 });
  expect(ways[0]).toEqual(ways[1]);
});
