import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Administrator } from '@unlith/local-cloud';
import { signedPost } from './signed-post.ts';

/** A permission with the physical name of its resource: a table, a bus, a queue's URL, a private route's URL. */
export interface Target {
  readonly action: string;
  readonly name: string;
  readonly index?: string | undefined;
}

/** `allowed` is whatever is not denied: that the call was wrong besides is found out only by who may make it. */
export type Verdict = 'allowed' | 'denied';

/** The item of nobody, in whichever table. */
const Key = { pk: 'PERIMETER', sk: 'PERIMETER', flightId: 'PERIMETER' };

/** Tries an action on a resource with somebody's credentials. */
export async function attempt(caller: Administrator, { action, name, index }: Target): Promise<Verdict> {
  const [service] = action.split(':');
  if (service === 'execute-api') return toVerdict(await signedPost(name, caller));
  try {
    if (service === 'events') await new EventBridgeClient(caller).send(toBusCommand(name));
    else if (service === 'sqs')
      await new SQSClient(caller).send(toQueueCommand(action, name) as ReceiveMessageCommand);
    else
      await DynamoDBDocumentClient.from(new DynamoDBClient(caller)).send(
        toTableCommand(action, name, index) as GetCommand,
      );
    return 'allowed';
  } catch (error) {
    return /AccessDenied/.test((error as Error).name) ? 'denied' : 'allowed';
  }
}

/** A request without any signature. */
export const attemptUnsigned = async (url: string): Promise<Verdict> =>
  toVerdict(await signedPost(url, undefined));

const toVerdict = (status: number): Verdict => (status === 403 ? 'denied' : 'allowed');

const toBusCommand = (EventBusName: string) =>
  new PutEventsCommand({
    Entries: [{ EventBusName, Source: 'perimeter', DetailType: 'perimeter', Detail: '{}' }],
  });

function toTableCommand(action: string, TableName: string, IndexName: string | undefined) {
  switch (action) {
    case 'dynamodb:GetItem':
      return new GetCommand({ TableName, Key });
    case 'dynamodb:PutItem':
      return new PutCommand({ TableName, Item: Key });
    case 'dynamodb:UpdateItem':
      return new UpdateCommand({
        TableName,
        Key,
        UpdateExpression: 'SET tried = :true',
        ExpressionAttributeValues: { ':true': true },
      });
    case 'dynamodb:DeleteItem':
      return new DeleteCommand({ TableName, Key });
    case 'dynamodb:Query':
      return new QueryCommand({
        TableName,
        IndexName,
        KeyConditionExpression: 'pk = :nobody',
        ExpressionAttributeValues: { ':nobody': Key.pk },
      });
    default:
      throw new Error(`No attempt is known for ${action}: add one beside the others`);
  }
}

function toQueueCommand(action: string, QueueUrl: string) {
  switch (action) {
    case 'sqs:ReceiveMessage':
      return new ReceiveMessageCommand({ QueueUrl });
    case 'sqs:DeleteMessage':
      return new DeleteMessageCommand({ QueueUrl, ReceiptHandle: 'PERIMETER' });
    case 'sqs:GetQueueAttributes':
      return new GetQueueAttributesCommand({ QueueUrl });
    case 'sqs:SendMessage':
      return new SendMessageCommand({ QueueUrl, MessageBody: 'PERIMETER' });
    default:
      throw new Error(`No attempt is known for ${action}: add one beside the others`);
  }
}
