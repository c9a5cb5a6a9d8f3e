import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));

/** `GET /api/notes/{noteId}` written by hand for the same answer. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const user = /^Bearer (\w+)$/.exec(event.headers.authorization ?? '')?.[1];
  if (!user) return answer(401, { message: 'Who are you?' });
  const Key = { user, noteId: event.pathParameters?.noteId };
  const { Item } = await documents.send(new GetCommand({ TableName: process.env.NOTES_TABLE, Key }));
  return Item ? answer(200, Item) : answer(404, { message: 'No such note' });
}

const answer = (statusCode: number, body: object) => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});
