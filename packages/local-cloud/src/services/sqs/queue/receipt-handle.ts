import type { Delivery } from './message.ts';

/** What a receipt handle says: which delivery of which queue, and which of its receipts. */
export interface Receipt {
  readonly queueArn: string;
  readonly key: number;
  readonly receiveCount: number;
}

export function formatReceiptHandle(queueArn: string, { key, receiveCount }: Delivery): string {
  return Buffer.from(JSON.stringify([queueArn, key, receiveCount])).toString('base64');
}

export function parseReceiptHandle(handle: string): Receipt | undefined {
  try {
    const [queueArn, key, receiveCount] = JSON.parse(Buffer.from(handle, 'base64').toString());
    return { queueArn, key, receiveCount };
  } catch {
    return undefined;
  }
}
