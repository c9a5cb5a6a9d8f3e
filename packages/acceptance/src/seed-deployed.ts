import { readFile } from 'node:fs/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { seedTables } from '@unlith/shared-model/seed';
import { seedFromToday } from './local-stages.ts';
import { onAws } from './on-aws.ts';
import { runCommand } from './run-command.ts';
import { listStages, type StackOutputs, StageError } from './stages.ts';

// `pnpm seed <outputs.json> …`: fills the tables of stages deployed on AWS, as `cdk deploy --outputs-file` names them, with the caller's own credentials.
// All stages of one call get the same flights; seeding again puts every seat back.

await runCommand(async () => {
  const outputs = await readOutputs(process.argv.slice(2).filter((argument) => argument !== '--'));
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
  const seed = seedFromToday();
  for (const stage of listStages(outputs)) {
    await onAws(() => seedTables({ documents, ...stage }, seed));
    console.log(`${stage.name}: ${seed.flights.length} flights`);
  }
});

async function readOutputs(files: readonly string[]): Promise<StackOutputs> {
  if (files.length === 0) {
    throw new StageError(
      'Name the outputs of a deployment: pnpm seed .unlith/monolith-outputs.json .unlith/split-outputs.json',
    );
  }
  return Object.assign({}, ...(await Promise.all(files.map(readStackOutputs))));
}

async function readStackOutputs(file: string): Promise<StackOutputs> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const { message } = cause as Error;
    throw new StageError(`${file} cannot be read (${message}): it is what \`pnpm deploy:*\` writes`, {
      cause,
    });
  }
}
