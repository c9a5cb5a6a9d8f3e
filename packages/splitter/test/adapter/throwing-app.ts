import { createHandler } from '../../src/adapter/index.ts';
import { get } from './behaviour.ts';
import { toEvent } from './exchange.ts';

const handler = createHandler(() => (_: unknown, __: unknown) => {
  setImmediate(() => {
    throw new Error('thrown later');
  });
});
await handler(toEvent(get()), {} as never);
