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

/** Each adds to the one before. */
const environments = [
  {},
  { AWS_SESSION_TOKEN: 'token' },
  { AWS_ACCOUNT_ID: '123456789012', AWS_CREDENTIAL_EXPIRATION: '2100-01-01T00:00:00Z' },
];

it('signs as the whole chain does with whatever is in the environment', async () => {
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
    vi.unstubAllEnvs();
    dynamoDb.closeAllConnections();
    dynamoDb.close();
  });
  const target = `/${(dynamoDb.address() as AddressInfo).port}`;
  const ways = [await loadLith(root), await loadLith(root, { without: ['environment-credentials'] })];
  for (const more of environments) {
    const environment = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', ...more };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const outcomes: unknown[] = [];
    for (const ask of ways) {
      signed = [];
      const { status, body } = await ask({ method: 'GET', target });
      outcomes.push({ status, body, signed });
    }
    expect(outcomes[0]).toMatchObject({ status: 200 });
    expect(outcomes[0], JSON.stringify(environment)).toEqual(outcomes[1]);
  }
});
