import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';

export interface Note {
  readonly user: string;
  readonly noteId: string;
  readonly text: string;
}

const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const TableName = process.env.NOTES_TABLE;

export async function findNote(user: string, noteId: string): Promise<Note | undefined> {
  const { Item } = await documents.send(new GetCommand({ TableName, Key: { user, noteId } }));
  return Item as Note | undefined;
}

export async function listNotes(user: string): Promise<Note[]> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: '#user = :user',
      ExpressionAttributeNames: { '#user': 'user' },
      ExpressionAttributeValues: { ':user': user },
    }),
  );
  return Items as Note[];
}

export async function putNote(note: Note): Promise<void> {
  await documents.send(new PutCommand({ TableName, Item: note }));
}

export async function renameNote(user: string, noteId: string, text: string): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName,
      Key: { user, noteId },
      UpdateExpression: 'SET #text = :text',
      ExpressionAttributeNames: { '#text': 'text' },
      ExpressionAttributeValues: { ':text': text },
    }),
  );
}

export async function deleteNote(user: string, noteId: string): Promise<void> {
  await documents.send(new DeleteCommand({ TableName, Key: { user, noteId } }));
}
