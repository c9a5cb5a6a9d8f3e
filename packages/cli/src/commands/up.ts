import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Cloud, type CloudEvent, parseFaultPlan, startCloud } from '@unlith/local-cloud';
import type { Command } from 'commander';
import { formatEvent } from '../format-event.ts';
import { listenForInterruption } from '../interruption.ts';
import { parsePort } from '../parse-number.ts';
import { loadSeed } from '../seed-cloud.ts';
import { UsageError } from '../usage-error.ts';

interface UpOptions {
  readonly assembly: string;
  readonly port?: number;
  readonly dynamodbEndpoint?: string;
  readonly database?: string;
  readonly seed?: string;
  readonly chaos?: string;
  readonly subject: string;
  readonly json?: true;
}

/** `unlith up [stack…]`: runs stacks of an assembly and keeps them running until SIGINT or SIGTERM. */
export function addUpCommand(program: Command): void {
  program
    .command('up')
    .description('run stacks of a CDK assembly on this machine and keep them running')
    .argument('[stack...]', 'ids of the stacks; those that they depend on come along (default: all)')
    .option('--assembly <directory>', 'what `cdk synth` wrote', 'cdk.out')
    .option('--port <number>', 'port of the first API, the next ones follow (default: free ports)', parsePort)
    .option('--dynamodb-endpoint <url>', 'a DynamoDB of your own instead of the embedded one')
    .option('--database <file>', 'keep the embedded database in a file (default: in memory)')
    .option('--seed <module>', 'module whose default export, (cloud) => Promise, fills the tables')
    .option(
      '--chaos <file>',
      'faults to inject, as JSON: {"seed": 7, "faults": [{"kind": "throttle-table", …}]}',
    )
    .option('--subject <sub>', 'customer of the token that is printed', 'customer-1')
    .option('--json', 'print one JSON line instead of words')
    .action(up);
}

async function up(stacks: string[], options: UpOptions): Promise<void> {
  const interruption = listenForInterruption();
  const faults =
    options.chaos === undefined ? undefined : parseFaultPlan(readPlan(options.chaos), options.chaos);
  const seed = options.seed === undefined ? undefined : await loadSeed(options.seed);
  const cloud = await startCloud({
    assembly: resolve(options.assembly),
    ...(stacks.length > 0 && { stacks }),
    ...(options.port !== undefined && { port: options.port }),
    ...(options.dynamodbEndpoint !== undefined && { dynamodbEndpoint: options.dynamodbEndpoint }),
    onEvent: showEvent,
    ...(options.database !== undefined && { databasePath: resolve(options.database) }),
  });
  try {
    await seed?.(cloud);
    if (faults) cloud.faults.inject(faults);
    const description = await describe(cloud, options.subject);
    console.log(options.json ? JSON.stringify(description) : formatDescription(description));
    if (!interruption.aborted) await once(interruption, 'abort');
  } finally {
    await cloud.close();
  }
}

/** Goes to standard error, so that `--json` stays one line. */
function showEvent(event: CloudEvent): void {
  const line = formatEvent(event);
  if (line !== undefined) console.error(line);
}

function readPlan(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UsageError(`--chaos ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

interface CloudDescription {
  readonly stacks: Cloud['stacks'];
  readonly apis: readonly { readonly stack: string; readonly url: string }[];
  readonly dynamodb: string;
  readonly token: string;
}

async function describe(cloud: Cloud, subject: string): Promise<CloudDescription> {
  return {
    stacks: cloud.stacks,
    apis: cloud.apis.map(({ stack, url }) => ({ stack, url })),
    dynamodb: cloud.administrator.endpoint,
    token: await cloud.issueToken({ subject, expiresInSeconds: 24 * 60 * 60 }),
  };
}

function formatDescription({ apis, dynamodb, token }: CloudDescription): string {
  const width = Math.max(...apis.map(({ stack }) => stack.length), 'DynamoDB'.length);
  return [
    ...apis.map(({ stack, url }) => `${stack.padEnd(width)}  ${url}`),
    `${'DynamoDB'.padEnd(width)}  ${dynamodb}`,
    '',
    'A token for a day, for the Authorization header or the pages’ sign-in form:',
    token,
    '',
    'Ctrl-C stops everything.',
  ].join('\n');
}
