import { expect, it } from 'vitest';
import { slimmingSteps } from '../../../src/bundle/slimming/slimming-steps.ts';
import { bundleApp, getLith, writeApp } from '../temporary-app.ts';

const dynamoDbApp = `
  const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
  const { DynamoDBDocumentClient, GetCommand } = require('@aws-sdk/lib-dynamodb');
  const app = require('express')();
  app.get('/', async (req, res) => {
    const client = new DynamoDBClient({ region: 'eu-west-1', endpoint: req.get('x-endpoint') });
    const { Item } = await DynamoDBDocumentClient.from(client).send(new GetCommand({ TableName: 't', Key: { id: 1 } }));
    res.json(Item);
  });
  exports.app = app;`;

it('reports of every step whether it is on and what it saved', async () => {
  const root = writeApp({ 'app.js': dynamoDbApp });
  const { slimming } = await bundleApp(root, { without: ['mime-db'] });
  expect(slimming.map(({ step }) => step)).toEqual(slimmingSteps.map(({ name }) => name));
  for (const { step, enabled, savedBytes } of slimming) {
    expect(enabled).toBe(step !== 'mime-db');
    expect(savedBytes > 0, `${step} saved ${savedBytes}`).toBe(enabled);
  }
});

it('refuses a step that does not exist, and names those that do', async () => {
  const root = writeApp({ 'app.js': '' });
  await expect(bundleApp(root, { without: ['mime'] })).rejects.toThrow(
    'There is no slimming step mime: name one of environment-credentials, ',
  );
});

it('leaves the commands that are sent, and none besides', async () => {
  const root = writeApp({ 'app.js': dynamoDbApp });
  const { modules } = getLith(await bundleApp(root));
  const commands = modules
    .map(({ path }) => /client-dynamodb.*\/(\w+)Command\.js$/.exec(path)?.[1])
    .filter(Boolean);
  expect(commands.sort()).toEqual(['DescribeEndpoints', 'GetItem']);
});
