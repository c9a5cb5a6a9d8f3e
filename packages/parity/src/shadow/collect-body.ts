import type { IncomingMessage } from 'node:http';

/** Memory for bodies while they are recorded and compared. */
export interface Budget {
  /** The longest body that is kept. */
  readonly bodyBytes: number;
  /** What is left for all together. */
  leftBytes: number;
}

/** A body that is being collected. */
export interface CollectedBody {
  /** The bytes, if all have come and there was room for them. Who takes them gives them back to the budget. */
  find(): Uint8Array | undefined;
  /** Gives back to the budget what it has taken. */
  drop(): void;
}

/** Listens to a message's body on its way to somebody else; what there is no room for is dropped as a whole. */
export function collectBody(message: IncomingMessage, budget: Budget): CollectedBody {
  const chunks: Buffer[] = [];
  let bytes = 0;
  let hasRoom = true;
  const drop = () => {
    message.off('data', take);
    hasRoom = false;
    chunks.length = 0;
    budget.leftBytes += bytes;
    bytes = 0;
  };
  const take = (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    budget.leftBytes -= chunk.length;
    if (bytes > budget.bodyBytes || budget.leftBytes < 0) drop();
  };
  message.on('data', take);
  return { drop, find: () => (hasRoom && message.readableEnded ? Buffer.concat(chunks) : undefined) };
}
