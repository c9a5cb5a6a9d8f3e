import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Airline, arn, startAirline } from './airline.ts';

let airline: Airline;
beforeAll(async () => {
  airline = await startAirline();
});
afterAll(() => airline.close());

it('lets a role do what its policy allows, and nothing else', async () => {
  await airline.administrator.send(new PutCommand({ TableName: 'flights', Item: { flightId: 'F1' } }));
  const reader = await airline.connectAs('reader', [
    { Effect: 'Allow', Action: 'dynamodb:GetItem', Resource: arn.flights },
  ]);
  const found = await reader.send(new GetCommand({ TableName: 'flights', Key: { flightId: 'F1' } }));
  expect(found.Item).toEqual({ flightId: 'F1' });
  const denied = reader.send(new PutCommand({ TableName: 'flights', Item: { flightId: 'F2' } }));
  await expect(denied).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message:
      'User: arn:aws:sts::123456789012:assumed-role/reader/reader-function is not authorized to perform: ' +
      `dynamodb:PutItem on resource: ${arn.flights} because no identity-based policy allows the dynamodb:PutItem action`,
    $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9A-F]{52}$/) },
  });
});
