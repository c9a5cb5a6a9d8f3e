import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { createObserver } from './observer.ts';
import type { FromObserver, ToObserver } from './observer-messages.ts';
import { toWrittenReport } from './observer-report.ts';

// All that has to do with the candidate happens in this process, so that nothing which it sends can keep a client waiting.
// Ctrl-C reaches it, too, but only the proxy knows when all has been said.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
process.once('disconnect', () => process.exit());
const post = (message: FromObserver) => process.send?.(message);

const [start] = (await once(process, 'message')) as [Extract<ToObserver, { type: 'start' }>];
const observer = createObserver(start.options);
process.on('message', async (message: ToObserver) => {
  if (message.type === 'report') post({ type: 'report', ...toWrittenReport(observer, message.traffic) });
  if (message.type !== 'observe') return;
  await observer.observe(message.exchange, message.routeKey);
  post({ type: 'observed', bytes: message.bytes });
});
// Where processors are short, clients come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
post({ type: 'ready' });
