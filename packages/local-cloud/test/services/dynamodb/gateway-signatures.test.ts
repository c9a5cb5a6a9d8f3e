import { crc32 } from 'node:zlib';
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Airline, startAirline } from './airline.ts';

let airline: Airline;
beforeAll(async () => {
  airline = await startAirline();
  await airline.seedFlights();
});
afterAll(() => airline.close());

const get = (flightId: string) => new GetCommand({ TableName: 'flights', Key: { flightId } });

describe('signatures', () => {
  const keys = () => airline.credentials.administrator.credentials;

  it.each([
    [
      'UnrecognizedClientException',
      'an unknown key',
      () => ({ ...keys(), accessKeyId: 'AKIAUNKNOWN' }),
      'eu-west-1',
    ],
    [
      'UnrecognizedClientException',
      'a foreign token',
      () => ({ ...keys(), sessionToken: 'foreign' }),
      'eu-west-1',
    ],
    [
      'InvalidSignatureException',
      'a wrong secret',
      () => ({ ...keys(), secretAccessKey: 'wrong' }),
      'eu-west-1',
    ],
    ['InvalidSignatureException', 'another region', keys, 'us-west-2'],
  ])('are refused with %s for %s', async (name, _, wrong, region) => {
    airline.events.length = 0;
    await expect(airline.connect(wrong(), region).send(get('F1'))).rejects.toMatchObject({ name });
    expect(airline.events).toEqual([
      { type: 'dynamodb.request', principal: 'unknown', operation: 'GetItem', outcome: 'refused' },
    ]);
  });

  it('expire', async () => {
    const later = await startAirline({ now: () => Date.now() + 6 * 60_000 });
    await expect(later.administrator.send(get('F1'))).rejects.toMatchObject({
      name: 'InvalidSignatureException',
      message: expect.stringMatching(/^Signature expired: \w+ is now earlier than \w+ \(\w+ - 5 min\.\)$/),
    });
    await later.close();
  });

  it('are asked for, in the wire format of DynamoDB', async () => {
    const answer = await fetch(airline.endpoint.url, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' },
      body: '{}',
    });
    const body = await answer.text();
    expect(JSON.parse(body)).toEqual({
      __type: 'com.amazon.coral.service#MissingAuthenticationTokenException',
      message: 'Request is missing Authentication Token',
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(answer.headers.get('x-amz-crc32')).toBe(String(crc32(body)));
  });

  it('of one cloud mean nothing to another', async () => {
    const other = await startAirline();
    await expect(other.connect(keys()).send(get('F1'))).rejects.toMatchObject({
      name: 'UnrecognizedClientException',
    });
    expect((await other.administrator.send(new ScanCommand({ TableName: 'flights' }))).Count).toBe(0);
    await other.close();
  });
});
