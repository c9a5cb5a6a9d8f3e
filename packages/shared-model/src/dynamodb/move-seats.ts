import { inventoryKey } from './booking-item.ts';

/** Takes seats of a flight, never more than are available; a negative number gives some back. */
export const moveSeats = (TableName: string, flightId: string, seats: number) => ({
  Update: {
    TableName,
    Key: inventoryKey(flightId),
    UpdateExpression: 'SET available = available - :seats',
    ConditionExpression: 'available >= :seats',
    ExpressionAttributeValues: { ':seats': seats },
  },
});
