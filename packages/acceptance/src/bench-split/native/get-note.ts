import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const client = new DynamoDBClient({});
const TableName = process.env.NOTES_TABLE;

/** `GET /api/notes/{noteId}` written by hand for the same answer, over the bare client. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const user = /^Bearer (\w+)$/.exec(event.headers.authorization ?? '')?.[1];
  if (!user) return answer(401, { message: 'Who are you?' });
  const Key = { user: { S: user }, noteId: { S: event.pathParameters?.noteId ?? '' } };
  const { Item } = await client.send(new GetItemCommand({ TableName, Key }));
  if (!Item) return answer(404, { message: 'No such note' });
  return answer(200, { user: Item.user?.S, noteId: Item.noteId?.S, text: Item.text?.S });
}

const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
