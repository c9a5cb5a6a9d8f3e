import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { FlightRepository } from '../ports.ts';
import { type FlightItem, fromFlightItem } from './flight-item.ts';
import type { Table } from './table.ts';

/** dynamodb:GetItem on flights. */
export const findFlight =
  ({ documents, tableName }: Table): FlightRepository['findFlight'] =>
  async (flightId) => {
    const { Item } = await documents.send(new GetCommand({ TableName: tableName, Key: { flightId } }));
    return Item && fromFlightItem(Item as FlightItem);
  };
