import { SQSClient } from '@aws-sdk/client-sqs';
import { onAws } from './on-aws.ts';
import { listDeadLetterQueues, redrive } from './redrive.ts';
import { runCommand } from './run-command.ts';

// `pnpm redrive [name prefix]`: moves dead letters back to their queues, on AWS with the caller's credentials, or
// wherever AWS_ENDPOINT_URL points.

await runCommand(async () => {
  const [prefix = 'Split'] = process.argv.slice(2).filter((argument) => argument !== '--');
  const client = new SQSClient({});
  const queues = await onAws(() => listDeadLetterQueues(client, prefix));
  if (queues.length === 0) console.log(`No dead-letter queue has a name that begins with ${prefix}`);
  for (const queue of queues) {
    const name = queue.url.replace(/^.*\//, '');
    if (queue.sourceUrl === undefined)
      console.log(`${name}: no source queue; read what it holds and put it right by hand`);
    else console.log(`${name}: ${await onAws(() => redrive(client, queue))} moved back`);
  }
});
