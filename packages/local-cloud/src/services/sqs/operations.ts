import {
  changeMessageVisibility,
  changeMessageVisibilityBatch,
} from './operations/change-message-visibility.ts';
import { deleteQueue, purgeQueue } from './operations/clear-queues.ts';
import { deleteMessage, deleteMessageBatch } from './operations/delete-message.ts';
import { getQueueUrl, listDeadLetterSourceQueues, listQueues } from './operations/find-queues.ts';
import { getQueueAttributes } from './operations/get-queue-attributes.ts';
import { listMessageMoveTasks, startMessageMoveTask } from './operations/move-messages.ts';
import type { Operation } from './operations/operation.ts';
import { receiveMessage } from './operations/receive-message.ts';
import { sendMessage, sendMessageBatch } from './operations/send-message.ts';

/** The operations that are emulated, by name. */
export const operations: ReadonlyMap<string, Operation> = new Map([
  ['ChangeMessageVisibility', changeMessageVisibility],
  ['ChangeMessageVisibilityBatch', changeMessageVisibilityBatch],
  ['DeleteMessage', deleteMessage],
  ['DeleteMessageBatch', deleteMessageBatch],
  ['DeleteQueue', deleteQueue],
  ['GetQueueAttributes', getQueueAttributes],
  ['GetQueueUrl', getQueueUrl],
  ['ListDeadLetterSourceQueues', listDeadLetterSourceQueues],
  ['ListMessageMoveTasks', listMessageMoveTasks],
  ['ListQueues', listQueues],
  ['PurgeQueue', purgeQueue],
  ['ReceiveMessage', receiveMessage],
  ['SendMessage', sendMessage],
  ['SendMessageBatch', sendMessageBatch],
  ['StartMessageMoveTask', startMessageMoveTask],
]);
