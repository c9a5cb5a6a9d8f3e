import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { specialFlights } from '@unlith/shared-model/seed';
import { listLocalStages, withDocuments } from '../local-stages.ts';
import { getStage } from '../stages.ts';
import type { Proof } from './proofs.ts';

const bookingId = '01KDVDNA000000000000000777';
const Key = { pk: 'CUSTOMER#customer-1', sk: `PAYMENT#${bookingId}` };

/** A payment whose caller died long ago, between its debit and its booking. */
const abandoned = {
  ...Key,
  pending: 'PAYMENT',
  paymentId: bookingId,
  booking: { bookingId, customerId: 'customer-1', flightId: specialFlights.ordinary, version: 1 },
  points: 100,
  key: `${bookingId}#1#abandoned`,
  state: 'debiting',
  startedAt: '2000-01-01T00:00:00.000Z',
};

/** Leaves an abandoned payment, fires the sweep's schedule, and looks whether it is settled. */
export const sweepProof: Proof = async (cloud) => {
  const { bookingsTable: TableName } = getStage(listLocalStages(cloud), 'Split');
  return withDocuments(cloud, async (documents) => {
    await documents.send(new PutCommand({ TableName, Item: abandoned }));
    await cloud.runSchedule('Split-Bookings/sweep-payments-schedule/Resource');
    const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
    return Item?.pending === undefined;
  });
};
