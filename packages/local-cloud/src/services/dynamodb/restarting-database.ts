import type { Database } from './database.ts';

/** A database that can be made to crash: it ends under its requests, and comes back with what it has answered. */
export interface RestartingDatabase extends Database {
  /** Resolves when it answers again. */
  crash(): Promise<void>;
}

/**
 * Requests wait while the database is away. One that it ended under fails, as its outcome is unknown, unless it only
 * reads: then it is asked again. A crash lets transactions under way end first: DynamoDB remembers their client tokens
 * for ten minutes, while dynoxide would lose them with its memory, and a retry would be carried out twice.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-apis-txwriteitems
 */
export async function openRestartingDatabase(open: () => Promise<Database>): Promise<RestartingDatabase> {
  let running = Promise.resolve(await open());
  const transactions = new Set<Promise<unknown>>();

  const forward: Database['forward'] = async (operation, body) => {
    const asked = running;
    const answer = (await asked).forward(operation, body);
    if (operation === 'TransactWriteItems') track(answer, transactions);
    try {
      return await answer;
    } catch (error) {
      if (asked === running || writes.has(operation)) throw error;
      return forward(operation, body);
    }
  };
  const reopen = async (ending: Promise<Database>) => {
    const database = await ending;
    await Promise.allSettled(transactions);
    await database.close();
    return open();
  };
  return {
    forward,
    async crash() {
      running = reopen(running);
      await running;
    },
    close: async () => (await running).close(),
  };
}

const writes = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']);

function track(answer: Promise<unknown>, underWay: Set<Promise<unknown>>): void {
  const forget = () => underWay.delete(answer);
  underWay.add(answer);
  answer.then(forget, forget);
}
