import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteQueueCommand, paginateListQueues, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Cloud, CloudEvent } from '@unlith/local-cloud';
import { specialFlights } from '@unlith/shared-model/seed';
import supertest from 'supertest';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createLocalCredentials } from '../src/credentials.ts';
import { listLocalStages } from '../src/local-stages.ts';
import { readTemplate, toTemplateFile } from '../src/perimeter/template.ts';
import { countMessages, listDeadLetterQueues, redrive } from '../src/redrive.ts';
import { splitStacks, startSeeded } from '../src/side-by-side.ts';
import { getStage } from '../src/stages.ts';

const waiting = { interval: 200 };
const events: CloudEvent[] = [];
let directory: string;
let cloud: Cloud;
let sqs: SQSClient;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'unlith-dead-letters-'));
  await cp(inject('assembly'), directory, { recursive: true });
  for (const stack of ['Split-Loyalty', 'Split-Statistics']) await hideMessagesBriefly(stack);
  cloud = await startSeeded({
    assembly: directory,
    stacks: splitStacks,
    onEvent: (event) => events.push(event),
  });
  sqs = new SQSClient(cloud.administrator);
});
afterAll(async () => {
  sqs?.destroy();
  await cloud?.close();
  await rm(directory, { recursive: true, force: true });
});

describe('what no subscriber can use', () => {
  it('ends as a dead letter with a log line, and holds nobody up', async () => {
    const EventBusName = cloud.stacks.find(({ name }) => name === 'Split')?.outputs.EventBusName;
    const detail = JSON.stringify({ bookingId: 'poison' });
    const entry = {
      EventBusName,
      Source: 'airline.bookings',
      DetailType: 'BookingRecorded.v1',
      Detail: detail,
    };
    const client = new EventBridgeClient(cloud.administrator);
    await client.send(new PutEventsCommand({ Entries: [entry] }));
    client.destroy();
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: await findQueueUrl('accruepointssubscriptionQueue'),
        MessageBody: 'no JSON',
      }),
    );

    const token = await book('customer-1');
    await expect.poll(() => readPoints(token), waiting).toBe(50_099);

    // The event reached both subscribers, the bare message one.
    await expect.poll(countDeadLetters, waiting).toEqual({ accrue: 2, record: 1 });
    const lines = events.flatMap((event) => (event.type === 'lambda.log' ? [event.line] : []));
    expect(lines.some((line) => line.includes('no BookingRecorded.v1'))).toBe(true);
  });

  it('goes back to its queue when it is redriven', async () => {
    let moved = 0;
    for (const queue of await listDeadLetterQueues(sqs)) moved += await redrive(sqs, queue);
    expect(moved).toBe(3);
    await expect.poll(countDeadLetters, waiting).toEqual({ accrue: 2, record: 1 });
  });
});

describe('a queue that is deleted under load', () => {
  it('leaves its events as dead letters of the rule, and the other subscriber in peace', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: await findQueueUrl('accruepointssubscriptionQueue') }));
    const before = await readSeatsSold();
    await book('customer-2');
    await expect.poll(readSeatsSold, waiting).toBe(before + 1);
    await expect.poll(countDeadLetters, waiting).toMatchObject({ accrue: 3 });
    expect(events.some(({ type }) => type === 'mapping.failed')).toBe(true);
  });
});

/** Three seconds instead of eighteen between the tries of a message: the functions' own timeout. */
async function hideMessagesBriefly(stack: string): Promise<void> {
  const template = await readTemplate(directory, stack);
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type === 'AWS::SQS::Queue' && 'VisibilityTimeout' in Properties) Properties.VisibilityTimeout = 3;
  }
  await writeFile(toTemplateFile(directory, stack), JSON.stringify(template));
}

async function listQueueUrls(): Promise<string[]> {
  const urls: string[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client: sqs }, {})) urls.push(...QueueUrls);
  return urls;
}

async function findQueueUrl(name: string): Promise<string> {
  const url = (await listQueueUrls()).find((each) => each.includes(name));
  if (url === undefined) throw new Error(`No queue has ${name} in its name`);
  return url;
}

/** Messages in the subscribers' dead-letter queues. */
async function countDeadLetters(): Promise<{ accrue: number; record: number }> {
  return {
    accrue: await countMessages(sqs, await findQueueUrl('accruepointssubscriptionDeadLetters')),
    record: await countMessages(sqs, await findQueueUrl('recordstatisticssubscriptionDeadLetters')),
  };
}

const split = () => getStage(listLocalStages(cloud), 'Split').url;

async function book(customer: string): Promise<string> {
  const token = await createLocalCredentials(cloud)(customer);
  await supertest(split())
    .post('/api/bookings')
    .set('authorization', `Bearer ${token}`)
    .send({ flightId: specialFlights.ordinary, passengers: [{ firstName: 'Ada', lastName: 'Lovelace' }] })
    .expect(201);
  return `${token}`;
}

async function readPoints(token: string): Promise<number> {
  const { body } = await supertest(split()).get('/api/loyalty').set('authorization', `Bearer ${token}`);
  return body.points as number;
}

async function readSeatsSold(): Promise<number> {
  const { body } = await supertest(split()).get(`/api/flights/${specialFlights.ordinary}/statistics`);
  return body.seatsSold as number;
}
